// A stand-in for TensorRT's NvInfer.h: the part of its API that caffe2trt.hpp uses, as versions 8.6 and 10 and TensorRT
// for RTX have it. STANDIN_TENSORRT is 806, 1000 or 1100; STANDIN_RTX makes it TensorRT for RTX. tensorrt.cpp computes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "cuda_runtime_api.h"

#ifdef STANDIN_RTX
#define TRT_MAJOR_RTX 1
#define NV_TENSORRT_MAJOR 1
#define NV_TENSORRT_MINOR 6
#else
#define NV_TENSORRT_MAJOR (STANDIN_TENSORRT / 100)
#define NV_TENSORRT_MINOR (STANDIN_TENSORRT % 100)
#endif

namespace standin {
struct Network;
struct Context;
}  // namespace standin

namespace nvinfer1 {

#if defined(STANDIN_RTX) || STANDIN_TENSORRT >= 1000
using Length = std::int64_t;
#else
using Length = std::int32_t;
#endif

struct Dims {
    std::int32_t nbDims;
    Length d[8];
};

enum class DataType : std::int32_t { kFLOAT = 0, kHALF = 1, kINT8 = 2, kINT32 = 3 };
enum class TensorIOMode : std::int32_t { kNONE = 0, kINPUT = 1, kOUTPUT = 2 };
enum class OptProfileSelector : std::int32_t { kMIN = 0, kOPT = 1, kMAX = 2 };

class ILogger {
public:
    enum class Severity : std::int32_t { kINTERNAL_ERROR = 0, kERROR = 1, kWARNING = 2, kINFO = 3, kVERBOSE = 4 };
    virtual void log(Severity severity, char const* message) noexcept = 0;
    virtual ~ILogger() = default;
};

class INoCopy {
public:
    INoCopy();
    virtual ~INoCopy() noexcept;
    INoCopy(const INoCopy&) = delete;
    INoCopy& operator=(const INoCopy&) = delete;
};

class IExecutionContext : public INoCopy {
public:
    explicit IExecutionContext(std::shared_ptr<standin::Network> network, bool needs_memory);
    ~IExecutionContext() noexcept override;
    bool setInputShape(char const* name, Dims const& shape) noexcept;
    Dims getTensorShape(char const* name) const noexcept;
    bool setTensorAddress(char const* name, void* memory) noexcept;
    bool enqueueV3(cudaStream_t stream) noexcept;
#ifdef STANDIN_RTX
    void setDeviceMemoryV2(void* memory, std::int64_t size) noexcept;
#endif

private:
    std::unique_ptr<standin::Context> context_;
};

#if defined(STANDIN_RTX) || STANDIN_TENSORRT >= 1000
enum class ExecutionContextAllocationStrategy : std::int32_t { kSTATIC = 0, kON_PROFILE_CHANGE = 1, kUSER_MANAGED = 2 };
#endif

#ifdef STANDIN_RTX
class IHostMemory : public INoCopy {
public:
    void* data() const noexcept;
    std::size_t size() const noexcept;
};

class IRuntimeCache : public INoCopy {
public:
    IHostMemory* serialize() const noexcept;
    bool deserialize(void const* content, std::size_t size) noexcept;
};

class IRuntimeConfig : public INoCopy {
public:
    void setExecutionContextAllocationStrategy(ExecutionContextAllocationStrategy strategy) noexcept;
    IRuntimeCache* createRuntimeCache() const noexcept;
    bool setRuntimeCache(IRuntimeCache const& cache) noexcept;
    bool isUserManaged = false;
};
#endif

class ICudaEngine : public INoCopy {
public:
    explicit ICudaEngine(std::shared_ptr<standin::Network> network);
    std::int32_t getNbIOTensors() const noexcept;
    char const* getIOTensorName(std::int32_t index) const noexcept;
    TensorIOMode getTensorIOMode(char const* name) const noexcept;
    DataType getTensorDataType(char const* name) const noexcept;
    Dims getTensorShape(char const* name) const noexcept;
    Dims getProfileShape(char const* name, std::int32_t profile, OptProfileSelector which) const noexcept;
    char const* getName() const noexcept;
#if defined(STANDIN_RTX)
    IRuntimeConfig* createRuntimeConfig() noexcept;
    IExecutionContext* createExecutionContext(IRuntimeConfig* config) noexcept;
    std::int64_t getDeviceMemorySizeV2() const noexcept;
#elif STANDIN_TENSORRT >= 1000
    IExecutionContext* createExecutionContext(
        ExecutionContextAllocationStrategy strategy = ExecutionContextAllocationStrategy::kSTATIC) noexcept;
#else
    IExecutionContext* createExecutionContext() noexcept;
#endif

private:
    std::shared_ptr<standin::Network> network_;
};

class IRuntime : public INoCopy {
public:
    explicit IRuntime(ILogger& logger);
    ICudaEngine* deserializeCudaEngine(void const* content, std::size_t size) noexcept;
    void setEngineHostCodeAllowed(bool allowed) noexcept;

private:
    ILogger& logger_;
    bool host_code_ = false;
};

IRuntime* createInferRuntime(ILogger& logger) noexcept;

}  // namespace nvinfer1
