// Caffe's layers in plain loops, for the stand-in's networks. tests/test_cpp.py compares them with Caffe's numbers.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace layers {

using Floats = std::vector<float>;

inline float dot(const float* a, const float* b, long count) {
    double sum = 0;
    for (long i = 0; i < count; ++i) {
        sum += double(a[i]) * double(b[i]);
    }
    return float(sum);
}

/// Rows of `in` numbers times the matrix (out, in), plus the bias.
inline Floats inner_product(const Floats& x, long in, long out, const Floats& weight, const Floats& bias) {
    const long rows = long(x.size()) / in;
    Floats y(size_t(rows * out));
    for (long row = 0; row < rows; ++row) {
        for (long k = 0; k < out; ++k) {
            y[size_t(row * out + k)] = dot(&x[size_t(row * in)], &weight[size_t(k * in)], in) + bias[size_t(k)];
        }
    }
    return y;
}

struct Window {
    long channels, height, width, size, stride;
};

inline Floats convolution(const Floats& x, const Window& w, long out, const Floats& weight, const Floats& bias) {
    const long plane = w.height * w.width, images = long(x.size()) / (w.channels * plane);
    const long rows = (w.height - w.size) / w.stride + 1, columns = (w.width - w.size) / w.stride + 1;
    Floats y;
    for (long place = 0; place < images * out * rows * columns; ++place) {
        const long column = place % columns, row = place / columns % rows, k = place / columns / rows % out;
        const float* image = &x[size_t(place / (columns * rows * out) * w.channels * plane)];
        double sum = bias[size_t(k)];
        for (long c = 0; c < w.channels; ++c) {
            for (long i = 0; i < w.size * w.size; ++i) {
                const long at = (row * w.stride + i / w.size) * w.width + column * w.stride + i % w.size;
                sum += double(image[c * plane + at]) * double(weight[size_t((k * w.channels + c) * w.size * w.size + i)]);
            }
        }
        y.push_back(float(sum));
    }
    return y;
}

/// Caffe rounds the number of windows up.
inline Floats max_pooling(const Floats& x, const Window& w) {
    const long plane = w.height * w.width;
    const auto windows = [&w](long length) { return (length - w.size + w.stride - 1) / w.stride + 1; };
    Floats y;
    for (size_t start = 0; start < x.size(); start += size_t(plane)) {
        for (long row = 0; row < windows(w.height); ++row) {
            for (long column = 0; column < windows(w.width); ++column) {
                float largest = -std::numeric_limits<float>::infinity();
                for (long i = row * w.stride; i < std::min(row * w.stride + w.size, w.height); ++i) {
                    for (long j = column * w.stride; j < std::min(column * w.stride + w.size, w.width); ++j) {
                        largest = std::max(largest, x[start + size_t(i * w.width + j)]);
                    }
                }
                y.push_back(largest);
            }
        }
    }
    return y;
}

inline Floats lrn(const Floats& x, long channels, long plane, long size, double alpha, double beta) {
    Floats y(x.size());
    for (size_t place = 0; place < x.size(); ++place) {
        const long channel = long(place) / plane % channels;
        double sum = 0;
        for (long c = std::max(0L, channel - size / 2); c <= std::min(channels - 1, channel + size / 2); ++c) {
            const double near = x[place + size_t((c - channel) * plane)];
            sum += near * near;
        }
        y[place] = float(x[place] / std::pow(1 + alpha / double(size) * sum, beta));
    }
    return y;
}

inline Floats softmax(const Floats& x, long classes) {
    Floats y(x.size());
    for (size_t start = 0; start < x.size(); start += size_t(classes)) {
        const float largest = *std::max_element(&x[start], &x[start] + classes);
        double sum = 0;
        for (long k = 0; k < classes; ++k) {
            sum += std::exp(double(x[start + size_t(k)] - largest));
        }
        for (long k = 0; k < classes; ++k) {
            y[start + size_t(k)] = float(std::exp(double(x[start + size_t(k)] - largest)) / sum);
        }
    }
    return y;
}

inline float sigmoid(float x) { return float(1 / (1 + std::exp(-double(x)))); }

/// x (T, N, in) to y (T, N, cells); h and c (N, cells) become those after the last time step. Gates: i, f, o, g.
inline Floats lstm(const Floats& x, const Floats& cont, Floats& h, Floats& c, long in, long cells, const Floats& weight,
                   const Floats& bias, const Floats& recurrent) {
    const Floats gates = inner_product(x, in, 4 * cells, weight, bias);
    const Floats zero(size_t(4 * cells), 0.0F);
    const long streams = long(h.size()) / cells;
    Floats y;
    for (long step = 0; step < long(cont.size()) / streams; ++step) {
        for (long n = 0; n < streams; ++n) {
            const float keeps = cont[size_t(step * streams + n)];
            for (long k = 0; k < cells; ++k) {
                h[size_t(n * cells + k)] *= keeps;
            }
            const Floats before(h.begin() + n * cells, h.begin() + (n + 1) * cells);
            const Floats sums = inner_product(before, cells, 4 * cells, recurrent, zero);
            const float* of_x = &gates[size_t((step * streams + n) * 4 * cells)];
            for (long k = 0; k < cells; ++k) {
                const auto gate = [&](long which) { return of_x[which * cells + k] + sums[size_t(which * cells + k)]; };
                float& cell = c[size_t(n * cells + k)];
                cell = sigmoid(gate(1)) * keeps * cell + sigmoid(gate(0)) * std::tanh(gate(3));
                h[size_t(n * cells + k)] = sigmoid(gate(2)) * std::tanh(cell);
            }
        }
        y.insert(y.end(), h.begin(), h.end());
    }
    return y;
}

/// As lstm, of Caffe's RNN: h is the state, and y what the output's own matrix makes of it.
inline Floats rnn(const Floats& x, const Floats& cont, Floats& h, long in, long cells, const std::vector<Floats>& weights) {
    const Floats of_x = inner_product(x, in, cells, weights[0], weights[1]), zero(size_t(cells), 0.0F);
    const long streams = long(h.size()) / cells;
    Floats states;
    for (long step = 0; step < long(cont.size()) / streams; ++step) {
        for (long place = 0; place < streams * cells; ++place) {
            h[size_t(place)] *= cont[size_t(step * streams + place / cells)];
        }
        h = inner_product(h, cells, cells, weights[2], zero);
        for (long place = 0; place < streams * cells; ++place) {
            h[size_t(place)] = std::tanh(h[size_t(place)] + of_x[size_t(step * streams * cells + place)]);
        }
        states.insert(states.end(), h.begin(), h.end());
    }
    const long out = long(weights[4].size());
    Floats y = inner_product(states, cells, out, weights[3], weights[4]);
    std::transform(y.begin(), y.end(), y.begin(), [](float value) { return std::tanh(value); });
    return y;
}

}  // namespace layers
