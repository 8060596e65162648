"""int8 and fp8: scales from calibration, and the pass that quantizes a network with them."""
