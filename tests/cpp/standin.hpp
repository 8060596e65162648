// What the tests see of the stand-ins, and what the two share.
#pragma once

#include <cstddef>
#include <functional>

#include "cuda_runtime_api.h"

namespace standin {

struct Counts {
    long allocations = 0;  // cudaMalloc and cudaMallocHost
    long live = 0;         // memory, streams and TensorRT's objects that were not freed
    long in = 0, out = 0, within = 0;           // copies to, from and on the GPU
    long bytes_in = 0, bytes_out = 0;
    long clears = 0, calls = 0;
};
extern Counts counts;
extern long fail_in;  // 1: the next call that can fail does; 0: none
extern bool fail_at_synchronize;

extern long news;  // of operator new, without those of the stand-ins (new.cpp)

bool fails();

/// Whether the stand-in runs: what it allocates for itself does not count.
struct Inside {
    static int depth;
    Inside() { ++depth; }
    ~Inside() { --depth; }
};

/// Something that must be freed.
struct Live {
    Live() { ++counts.live; }
    ~Live() { --counts.live; }
    Live(const Live&) = delete;
};

/// The host's address of memory on the GPU; nullptr if it is not all allocated.
float* on_host(const void* memory, std::size_t size);
void give(cudaStream_t stream, std::function<void()> work);

}  // namespace standin
