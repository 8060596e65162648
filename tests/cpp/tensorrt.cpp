// The stand-in for TensorRT: it reads a text that tests/standin_engine.py writes and computes the network in it.
#include "NvInfer.h"

#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "layers.hpp"
#include "standin.hpp"

using layers::Floats;
using nvinfer1::Dims;

namespace standin {

struct Axis {
    long factor;
    bool has_time, has_batch;

    long at(long steps, long streams) const { return factor * (has_time ? steps : 1) * (has_batch ? streams : 1); }
};

struct Tensor {
    bool is_input = false, is_float = true;
    std::string name;
    std::vector<Axis> axes;

    bool varies(size_t axis) const { return axes[axis].has_time || axes[axis].has_batch; }
    Dims shape(long steps, long streams) const {  // -1 where a size is 0 and the axis varies
        Dims found{};
        found.nbDims = static_cast<std::int32_t>(axes.size());
        for (size_t axis = 0; axis < axes.size(); ++axis) {
            const long length = axes[axis].at(steps, streams);
            found.d[axis] = static_cast<nvinfer1::Length>(varies(axis) && length == 0 ? -1 : length);
        }
        return found;
    }
};

struct Layer {
    std::string kind;
    std::vector<std::string> from, to;
    std::vector<long> sizes;
    std::vector<double> numbers;
    std::vector<Floats> weights;
};

struct Network {
    std::string name;
    bool has_host_code = false;
    std::array<long, 3> time{}, batch{};  // the smallest, the best and the largest
    std::vector<Tensor> tensors;
    std::vector<Layer> layers;

    const Tensor* find(const char* wanted) const {
        for (const Tensor& tensor : tensors) {
            if (tensor.name == wanted) {
                return &tensor;
            }
        }
        return nullptr;
    }
};

class Reader {
public:
    explicit Reader(const std::string& text) : text_(text) {}

    Network network() {
        if (word() != "standin") {
            throw std::runtime_error("the magic tag does not match");
        }
        Network found;
        found.name = string();
        found.has_host_code = number<long>() != 0;
        for (long& size : found.time) size = number<long>();
        for (long& size : found.batch) size = number<long>();
        for (long left = number<long>(); left > 0; --left) found.tensors.push_back(tensor());
        for (long left = number<long>(); left > 0; --left) found.layers.push_back(layer());
        return found;
    }

private:
    template <typename Kind>
    Kind number() {
        Kind found{};
        if (!(text_ >> found)) {
            throw std::runtime_error("the file is cut short");
        }
        return found;
    }
    std::string word() { return number<std::string>(); }
    std::string string() {
        std::string found(number<size_t>(), '\0');
        text_.get();
        text_.read(found.data(), std::streamsize(found.size()));
        return found;
    }
    Tensor tensor() {
        Tensor found;
        found.is_input = word() == "input";
        found.is_float = number<long>() != 0;
        found.name = string();
        for (long left = number<long>(); left > 0; --left) {
            const long factor = number<long>(), has_time = number<long>(), has_batch = number<long>();
            found.axes.push_back({factor, has_time != 0, has_batch != 0});
        }
        return found;
    }
    template <typename Kind>
    std::vector<Kind> numbers() {
        std::vector<Kind> found(number<size_t>());
        for (Kind& value : found) value = number<Kind>();
        return found;
    }
    std::vector<std::string> strings() {
        std::vector<std::string> found(number<size_t>());
        for (std::string& value : found) value = string();
        return found;
    }
    Layer layer() {
        Layer found;
        found.kind = word();
        found.from = strings();
        found.to = strings();
        found.sizes = numbers<long>();
        found.numbers = numbers<double>();
        found.weights.resize(number<size_t>());
        for (Floats& weights : found.weights) weights = numbers<float>();
        return found;
    }

    std::istringstream text_;
};

void run(const Layer& layer, std::map<std::string, Floats>& blobs) {
    const std::vector<long>& size = layer.sizes;
    const std::vector<Floats>& w = layer.weights;
    const Floats x = blobs.at(layer.from[0]);
    Floats& y = blobs[layer.to[0]];
    if (layer.kind == "Convolution") {
        y = layers::convolution(x, {size[0], size[1], size[2], size[3], size[4]}, size[5], w[0], w[1]);
    } else if (layer.kind == "Pooling") {
        y = layers::max_pooling(x, {size[0], size[1], size[2], size[3], size[4]});
    } else if (layer.kind == "LRN") {
        y = layers::lrn(x, size[0], size[1], size[2], layer.numbers[0], layer.numbers[1]);
    } else if (layer.kind == "InnerProduct") {
        y = layers::inner_product(x, size[0], size[1], w[0], w[1]);
    } else if (layer.kind == "Softmax") {
        y = layers::softmax(x, size[0]);
    } else if (layer.kind == "ReLU") {
        y = x;
        for (float& value : y) value = std::max(value, 0.0F);
    } else if (layer.kind == "Same") {
        y = x;
    } else if (layer.kind == "LSTM") {
        Floats h = blobs.at(layer.from[2]), c = blobs.at(layer.from[3]);
        y = layers::lstm(x, blobs.at(layer.from[1]), h, c, size[0], size[1], w[0], w[1], w[2]);
        blobs[layer.to[1]] = h;
        blobs[layer.to[2]] = c;
    } else if (layer.kind == "RNN") {
        Floats h = blobs.at(layer.from[2]);
        y = layers::rnn(x, blobs.at(layer.from[1]), h, size[0], size[1], w);
        blobs[layer.to[1]] = h;
    } else {
        throw std::runtime_error("unknown layer " + layer.kind);
    }
}

struct Context {
    std::shared_ptr<Network> network;
    bool needs_memory = false;
    std::map<std::string, Dims> shapes;
    std::map<std::string, void*> addresses;

    /// T and N of the inputs' shapes; nothing where they are not known or do not fit each other.
    std::optional<std::pair<long, long>> sizes() const {
        long steps = network->time[0] == network->time[2] ? network->time[0] : 0;
        long streams = network->batch[0] == network->batch[2] ? network->batch[0] : 0;
        for (const bool has_time : {false, true}) {
            for (const auto& [name, shape] : shapes) {
                const Tensor& tensor = *network->find(name.c_str());
                for (size_t axis = 0; axis < tensor.axes.size(); ++axis) {
                    const Axis& rule = tensor.axes[axis];
                    if (rule.has_time == has_time && tensor.varies(axis)) {
                        long& wanted = has_time ? steps : streams;
                        const long unit = rule.factor * (has_time && rule.has_batch ? streams : 1);
                        wanted = wanted != 0 || unit == 0 ? wanted : shape.d[axis] / unit;
                    }
                }
            }
        }
        for (const Tensor& tensor : network->tensors) {
            const Dims wanted = tensor.shape(steps, streams);
            const auto given = shapes.find(tensor.name);
            for (size_t axis = 0; tensor.is_input && axis < tensor.axes.size(); ++axis) {
                if (wanted.d[axis] == -1 || (tensor.varies(axis) && given == shapes.end()) ||
                    (given != shapes.end() && given->second.d[axis] != wanted.d[axis])) {
                    return std::nullopt;
                }
            }
        }
        return std::pair(steps, streams);
    }

    bool enqueue(cudaStream_t stream) {
        const auto known = sizes();
        if (!known || (needs_memory && addresses.count("") == 0)) {
            return false;
        }
        std::map<std::string, std::pair<float*, size_t>> memory;
        for (const Tensor& tensor : network->tensors) {
            size_t count = 1;
            for (const Axis& axis : tensor.axes) {
                count *= size_t(axis.at(known->first, known->second));
            }
            const auto address = addresses.find(tensor.name);
            float* found = address == addresses.end() ? nullptr : on_host(address->second, count * sizeof(float));
            if (found == nullptr) {
                return false;
            }
            memory[tensor.name] = {found, count};
        }
        ++counts.calls;
        give(stream, [network = network, memory] {
            std::map<std::string, Floats> blobs;
            for (const Tensor& tensor : network->tensors) {
                const auto& [start, count] = memory.at(tensor.name);
                if (tensor.is_input) {
                    blobs[tensor.name] = Floats(start, start + count);
                }
            }
            for (const Layer& layer : network->layers) {
                run(layer, blobs);
            }
            for (const Tensor& tensor : network->tensors) {
                const auto& [start, count] = memory.at(tensor.name);
                if (!tensor.is_input && blobs.at(tensor.name).size() != count) {
                    throw std::runtime_error("wrong size of " + tensor.name);
                }
                if (!tensor.is_input) {
                    std::memcpy(start, blobs.at(tensor.name).data(), count * sizeof(float));
                }
            }
        });
        return true;
    }
};

constexpr std::int64_t WORKING_MEMORY = 4096;
constexpr char COMPILED[] = "compiled kernels";

}  // namespace standin

using standin::Inside;

namespace nvinfer1 {

INoCopy::INoCopy() { ++standin::counts.live; }
INoCopy::~INoCopy() noexcept { --standin::counts.live; }

IExecutionContext::IExecutionContext(std::shared_ptr<standin::Network> network, bool needs_memory)
    : context_(new standin::Context{std::move(network), needs_memory, {}, {}}) {}
IExecutionContext::~IExecutionContext() noexcept = default;

bool IExecutionContext::setInputShape(char const* name, Dims const& shape) noexcept {
    Inside inside;
    const standin::Network& network = *context_->network;
    const standin::Tensor* tensor = network.find(name);
    if (standin::fails() || tensor == nullptr || !tensor->is_input || size_t(shape.nbDims) != tensor->axes.size()) {
        return false;
    }
    const Dims least = tensor->shape(network.time[0], network.batch[0]);
    const Dims most = tensor->shape(network.time[2], network.batch[2]);
    for (std::int32_t axis = 0; axis < shape.nbDims; ++axis) {
        if (shape.d[axis] < least.d[axis] || shape.d[axis] > most.d[axis]) {
            return false;
        }
    }
    context_->shapes[name] = shape;
    return true;
}

Dims IExecutionContext::getTensorShape(char const* name) const noexcept {
    Inside inside;
    const auto known = context_->sizes();
    return known ? context_->network->find(name)->shape(known->first, known->second)
                 : context_->network->find(name)->shape(0, 0);
}

bool IExecutionContext::setTensorAddress(char const* name, void* memory) noexcept {
    Inside inside;
    if (standin::fails() || context_->network->find(name) == nullptr ||
        reinterpret_cast<std::uintptr_t>(memory) % 256 != 0) {
        return false;
    }
    context_->addresses[name] = memory;
    return true;
}

bool IExecutionContext::enqueueV3(cudaStream_t stream) noexcept {
    Inside inside;
    return !standin::fails() && context_->enqueue(stream);
}

ICudaEngine::ICudaEngine(std::shared_ptr<standin::Network> network) : network_(std::move(network)) {}

std::int32_t ICudaEngine::getNbIOTensors() const noexcept { return std::int32_t(network_->tensors.size()); }
char const* ICudaEngine::getIOTensorName(std::int32_t index) const noexcept {
    return network_->tensors[size_t(index)].name.c_str();
}
TensorIOMode ICudaEngine::getTensorIOMode(char const* name) const noexcept {
    return network_->find(name)->is_input ? TensorIOMode::kINPUT : TensorIOMode::kOUTPUT;
}
DataType ICudaEngine::getTensorDataType(char const* name) const noexcept {
    return network_->find(name)->is_float ? DataType::kFLOAT : DataType::kHALF;
}
Dims ICudaEngine::getTensorShape(char const* name) const noexcept {
    const auto fixed = [](const std::array<long, 3>& range) { return range[0] == range[2] ? range[0] : 0; };
    return network_->find(name)->shape(fixed(network_->time), fixed(network_->batch));
}
Dims ICudaEngine::getProfileShape(char const* name, std::int32_t, OptProfileSelector which) const noexcept {
    const auto place = size_t(which);
    return network_->find(name)->shape(network_->time[place], network_->batch[place]);
}
char const* ICudaEngine::getName() const noexcept { return network_->name.c_str(); }

#if defined(STANDIN_RTX)
void* IHostMemory::data() const noexcept { return const_cast<char*>(standin::COMPILED); }
std::size_t IHostMemory::size() const noexcept { return std::strlen(standin::COMPILED); }
IHostMemory* IRuntimeCache::serialize() const noexcept {
    Inside inside;
    return new IHostMemory;
}
bool IRuntimeCache::deserialize(void const* content, std::size_t size) noexcept {
    return size == std::strlen(standin::COMPILED) && std::memcmp(content, standin::COMPILED, size) == 0;
}
void IRuntimeConfig::setExecutionContextAllocationStrategy(ExecutionContextAllocationStrategy strategy) noexcept {
    isUserManaged = strategy == ExecutionContextAllocationStrategy::kUSER_MANAGED;
}
IRuntimeCache* IRuntimeConfig::createRuntimeCache() const noexcept {
    Inside inside;
    return standin::fails() ? nullptr : new IRuntimeCache;
}
bool IRuntimeConfig::setRuntimeCache(IRuntimeCache const&) noexcept { return true; }
IRuntimeConfig* ICudaEngine::createRuntimeConfig() noexcept {
    Inside inside;
    return standin::fails() ? nullptr : new IRuntimeConfig;
}
std::int64_t ICudaEngine::getDeviceMemorySizeV2() const noexcept { return standin::WORKING_MEMORY; }
void IExecutionContext::setDeviceMemoryV2(void* memory, std::int64_t size) noexcept {
    Inside inside;
    if (size >= standin::WORKING_MEMORY && standin::on_host(memory, size_t(size)) != nullptr) {
        context_->addresses[""] = memory;
    }
}
// The engines of caffe2trt are built so that the caller gives the memory: any other context cannot be made.
IExecutionContext* ICudaEngine::createExecutionContext(IRuntimeConfig* config) noexcept {
    Inside inside;
    return standin::fails() || !config->isUserManaged ? nullptr : new IExecutionContext(network_, true);
}
#elif STANDIN_TENSORRT >= 1000
IExecutionContext* ICudaEngine::createExecutionContext(ExecutionContextAllocationStrategy) noexcept {
    Inside inside;
    return standin::fails() ? nullptr : new IExecutionContext(network_, false);
}
#else
IExecutionContext* ICudaEngine::createExecutionContext() noexcept {
    Inside inside;
    return standin::fails() ? nullptr : new IExecutionContext(network_, false);
}
#endif

IRuntime::IRuntime(ILogger& logger) : logger_(logger) {}
void IRuntime::setEngineHostCodeAllowed(bool allowed) noexcept { host_code_ = allowed; }

ICudaEngine* IRuntime::deserializeCudaEngine(void const* content, std::size_t size) noexcept {
    Inside inside;
    if (standin::fails()) {
        return nullptr;
    }
    try {
        standin::Reader reader(std::string(static_cast<const char*>(content), size));
        auto network = std::make_shared<standin::Network>(reader.network());
        if (network->has_host_code && !host_code_) {
            throw std::runtime_error("host code is not allowed");
        }
        return new ICudaEngine(network);
    } catch (const std::exception& error) {
        logger_.log(ILogger::Severity::kERROR, error.what());
        return nullptr;
    }
}

IRuntime* createInferRuntime(ILogger& logger) noexcept {
    Inside inside;
    return standin::fails() ? nullptr : new IRuntime(logger);
}

}  // namespace nvinfer1
