// The stand-in for the CUDA runtime.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <vector>

#include "standin.hpp"

struct CUstream_st : standin::Live {
    std::vector<std::function<void()>> work;
};

namespace standin {

Counts counts;
long fail_in = 0;
bool fail_at_synchronize = false;
int Inside::depth = 0;

namespace {

constexpr std::uintptr_t OFFSET = std::uintptr_t{1} << 62;  // no program may use such addresses
constexpr int NOT_A_NUMBER = 0xFF;                         // in every byte
constexpr int GPUS = 2;
std::map<std::uintptr_t, std::size_t> memory_of_gpu, memory_of_host;
int device_now = 0;

char* allocate(std::map<std::uintptr_t, std::size_t>& memory, std::size_t size) {
    char* made = static_cast<char*>(std::aligned_alloc(256, (size + 255) / 256 * 256));
    std::memset(made, NOT_A_NUMBER, size);
    memory[reinterpret_cast<std::uintptr_t>(made)] = size;
    ++counts.allocations;
    ++counts.live;
    return made;
}

cudaError_t release(std::map<std::uintptr_t, std::size_t>& memory, std::uintptr_t address) {
    const auto found = memory.find(address);
    if (found == memory.end()) {
        return cudaErrorInvalidValue;
    }
    std::memset(reinterpret_cast<void*>(address), NOT_A_NUMBER, found->second);
    std::free(reinterpret_cast<void*>(address));
    memory.erase(found);
    --counts.live;
    return cudaSuccess;
}

}  // namespace

bool fails() { return fail_in > 0 && --fail_in == 0; }

float* on_host(const void* memory, std::size_t size) {
    const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(memory) - OFFSET;
    auto after = memory_of_gpu.upper_bound(address);
    if (after == memory_of_gpu.begin()) {
        return nullptr;
    }
    const auto& [start, length] = *--after;
    return address + size <= start + length ? reinterpret_cast<float*>(address) : nullptr;
}

void give(cudaStream_t stream, std::function<void()> work) { stream->work.push_back(std::move(work)); }

}  // namespace standin

using namespace standin;

cudaError_t cudaGetDevice(int* device) {
    *device = device_now;
    return cudaSuccess;
}

cudaError_t cudaSetDevice(int device) {
    if (device < 0 || device >= GPUS) {
        return cudaErrorInvalidDevice;
    }
    device_now = device;
    return cudaSuccess;
}

cudaError_t cudaMalloc(void** memory, std::size_t size) {
    Inside inside;
    if (fails()) {
        return cudaErrorMemoryAllocation;
    }
    *memory = reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(allocate(memory_of_gpu, size)) + OFFSET);
    return cudaSuccess;
}

cudaError_t cudaFree(void* memory) {
    Inside inside;
    return memory == nullptr ? cudaSuccess : release(memory_of_gpu, reinterpret_cast<std::uintptr_t>(memory) - OFFSET);
}

cudaError_t cudaMallocHost(void** memory, std::size_t size) {
    Inside inside;
    if (fails()) {
        return cudaErrorMemoryAllocation;
    }
    *memory = allocate(memory_of_host, size);
    return cudaSuccess;
}

cudaError_t cudaFreeHost(void* memory) {
    Inside inside;
    return memory == nullptr ? cudaSuccess : release(memory_of_host, reinterpret_cast<std::uintptr_t>(memory));
}

cudaError_t cudaMemcpyAsync(void* to, const void* from, std::size_t size, cudaMemcpyKind kind, cudaStream_t stream) {
    Inside inside;
    void* target = kind == cudaMemcpyDeviceToHost ? to : on_host(to, size);
    const void* source = kind == cudaMemcpyHostToDevice ? from : on_host(from, size);
    if (fails() || target == nullptr || source == nullptr) {
        return cudaErrorInvalidValue;
    }
    const auto bytes = static_cast<long>(size);
    counts.in += kind == cudaMemcpyHostToDevice;
    counts.out += kind == cudaMemcpyDeviceToHost;
    counts.within += kind == cudaMemcpyDeviceToDevice;
    counts.bytes_in += kind == cudaMemcpyHostToDevice ? bytes : 0;
    counts.bytes_out += kind == cudaMemcpyDeviceToHost ? bytes : 0;
    give(stream, [=] { std::memcpy(target, source, size); });
    return cudaSuccess;
}

cudaError_t cudaMemsetAsync(void* memory, int value, std::size_t size, cudaStream_t stream) {
    Inside inside;
    void* target = on_host(memory, size);
    if (fails() || target == nullptr) {
        return cudaErrorInvalidValue;
    }
    ++counts.clears;
    give(stream, [=] { std::memset(target, value, size); });
    return cudaSuccess;
}

cudaError_t cudaStreamCreateWithFlags(cudaStream_t* stream, unsigned int) {
    Inside inside;
    if (fails()) {
        return cudaErrorMemoryAllocation;
    }
    *stream = new CUstream_st;
    return cudaSuccess;
}

cudaError_t cudaStreamDestroy(cudaStream_t stream) {
    Inside inside;
    delete stream;
    return cudaSuccess;
}

cudaError_t cudaStreamSynchronize(cudaStream_t stream) {
    Inside inside;
    if (fail_at_synchronize) {
        return cudaErrorInvalidValue;
    }
    for (const auto& work : stream->work) {
        work();
    }
    stream->work.clear();
    return cudaSuccess;
}

const char* cudaGetErrorString(cudaError_t error) {
    return error == cudaErrorMemoryAllocation ? "out of memory"
           : error == cudaErrorInvalidDevice  ? "invalid device ordinal"
                                              : "invalid argument";
}
