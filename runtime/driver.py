"""What the CUDA driver says about the GPU; asked through ctypes, so that no CUDA package is needed."""

from __future__ import annotations

import ctypes
import platform
from dataclasses import dataclass


@dataclass(frozen=True)
class Gpu:
    """The first CUDA device.

    Attributes:
        name: NVIDIA's name for it.
        capability: its compute capability, as sm86.
        driver: the newest CUDA version that the driver serves, as (13, 0).
    """

    name: str
    capability: str
    driver: tuple[int, int]


def find_gpu() -> Gpu | None:
    """The first CUDA device, or None where there is no driver or no device."""
    driver = load_driver()
    version = driver_version()
    device = ctypes.c_int()
    if driver is None or version is None or driver.cuInit(0) or driver.cuDeviceGet(ctypes.byref(device), 0):
        return None
    numbers = []
    for attribute in (75, 76):  # CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR and _MINOR
        value = ctypes.c_int()
        driver.cuDeviceGetAttribute(ctypes.byref(value), attribute, device)
        numbers.append(value.value)
    name = ctypes.create_string_buffer(256)
    driver.cuDeviceGetName(name, len(name), device)
    return Gpu(name.value.decode(errors="replace"), f"sm{numbers[0]}{numbers[1]}", version)


def driver_version() -> tuple[int, int] | None:
    """The newest CUDA version that the driver serves; None without a driver."""
    driver, version = load_driver(), ctypes.c_int()
    if driver is None or driver.cuDriverGetVersion(ctypes.byref(version)):
        return None
    return version.value // 1000, version.value % 1000 // 10


def load_driver() -> ctypes.CDLL | None:
    """NVIDIA's driver library, or None where it is not installed."""
    try:
        return ctypes.CDLL("nvcuda.dll" if platform.system() == "Windows" else "libcuda.so.1")
    except OSError:
        return None
