// caffe2trt.hpp: runs an engine of caffe2trt from C++17 and keeps its recurrent state on the GPU.
//
//     caffe2trt::Session session("step.engine");
//     caffe2trt::Buffer data = session.input("data"), probs = session.output("probs");
//     while (read_frame(data.begin(), data.end())) {
//         session.step();  // the next call continues from its state
//         use(probs.begin(), probs.end());
//     }
//
// It needs TensorRT 8.6, 10, 11 or TensorRT for RTX (link nvinfer or tensorrt_rtx) and the CUDA runtime (cudart).
// SPDX-License-Identifier: Apache-2.0

#ifndef CAFFE2TRT_HPP
#define CAFFE2TRT_HPP

#include <NvInfer.h>
#include <cuda_runtime_api.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#if !defined(TRT_MAJOR_RTX) && NV_TENSORRT_MAJOR * 100 + NV_TENSORRT_MINOR < 806
#error "caffe2trt.hpp needs TensorRT 8.6 or newer, or TensorRT for RTX"
#endif

namespace caffe2trt {

/// The file cannot be run, an input does not fit, or the session is used in a way that would give wrong results.
class SessionError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Floats of one input or output, in the host's page-locked memory, in Caffe's order of axes.
struct Buffer {
    float* data = nullptr;
    std::size_t size = 0;

    float* begin() const { return data; }
    float* end() const { return data + size; }
    float& operator[](std::size_t place) const { return data[place]; }
};

/// Recurrent states by the name of the input, L__h_in or L__c_in. Plain memory: store it, or send it elsewhere.
using State = std::map<std::string, std::vector<float>>;

struct Options {
    int device = 0;                 ///< the number of the GPU
    std::int64_t streams = 0;       ///< the batch size, where the engine takes a range; 0: the one it is fastest at
    std::int64_t time_steps = 0;    ///< the time steps of a call, likewise
    cudaStream_t stream = nullptr;  ///< the CUDA stream to run on; nullptr: the session makes one
    bool make_cont = true;          ///< the session fills `cont`: 0 where a sequence starts, 1 afterwards
    std::vector<std::string> cont;  ///< names of `cont` inputs, for an engine that does not say them (of trtexec)
    bool allow_host_code = false;   ///< for engines with code for the CPU (--version-compatible), if you trust the file
    bool runtime_cache = true;      ///< TensorRT for RTX: keep compiled kernels in a file beside the engine
    nvinfer1::ILogger* logger = nullptr;  ///< gets TensorRT's messages; it must live as long as the session
};

namespace detail {

inline void check(cudaError_t status, const char* what) {
    if (status != cudaSuccess) {
        throw SessionError(std::string(what) + " failed: " + cudaGetErrorString(status));
    }
}

/// Makes a GPU the calling thread's current one, and afterwards the one that was current before.
class OnDevice {
public:
    explicit OnDevice(int device) noexcept {
        if (cudaGetDevice(&before_) == cudaSuccess && before_ != device) {
            changed_ = cudaSetDevice(device) == cudaSuccess;
        }
    }
    ~OnDevice() {
        if (changed_) {
            cudaSetDevice(before_);
        }
    }
    OnDevice(const OnDevice&) = delete;
    OnDevice& operator=(const OnDevice&) = delete;

private:
    int before_ = 0;
    bool changed_ = false;
};

template <typename Kind>
struct Delete {
    int device = 0;
    void operator()(Kind* object) const noexcept {
        OnDevice current(device);
        delete object;
    }
};
template <typename Kind>
using Owned = std::unique_ptr<Kind, Delete<Kind>>;

struct FreeDevice {
    void operator()(void* memory) const noexcept { cudaFree(memory); }
};
struct FreeHost {
    void operator()(void* memory) const noexcept { cudaFreeHost(memory); }
};
using DeviceMemory = std::unique_ptr<void, FreeDevice>;
using HostMemory = std::unique_ptr<void, FreeHost>;

inline DeviceMemory allocate(std::int64_t bytes) {
    void* memory = nullptr;
    check(cudaMalloc(&memory, static_cast<std::size_t>(bytes)), "allocating memory on the GPU");
    return DeviceMemory(memory);
}

inline HostMemory allocate_host(std::int64_t bytes) {
    void* memory = nullptr;
    check(cudaMallocHost(&memory, static_cast<std::size_t>(bytes)), "allocating page-locked memory");
    return HostMemory(memory);
}

struct Stream {
    cudaStream_t handle = nullptr;
    bool owned = false;

    explicit Stream(cudaStream_t given) : handle(given), owned(given == nullptr) {
        if (owned) {
            check(cudaStreamCreateWithFlags(&handle, cudaStreamNonBlocking), "making a CUDA stream");
        }
    }
    ~Stream() {
        cudaStreamSynchronize(handle);  // what it still does uses memory that is freed next
        if (owned) {
            cudaStreamDestroy(handle);
        }
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
};

/// Keeps the last error, which the exception then tells, and hands all messages on.
class Logger : public nvinfer1::ILogger {
public:
    explicit Logger(nvinfer1::ILogger* next) : next_(next) {}

    void log(Severity severity, char const* message) noexcept override {
        if (severity <= Severity::kERROR) {
            std::lock_guard<std::mutex> lock(mutex_);
            error_.assign(message);
        }
        if (next_ != nullptr) {
            next_->log(severity, message);
        }
    }

    /// " (reason)", or nothing.
    std::string reason() {
        std::lock_guard<std::mutex> lock(mutex_);
        return error_.empty() ? "" : " (" + error_ + ")";
    }

private:
    nvinfer1::ILogger* next_;
    std::mutex mutex_;
    std::string error_;
};

/// One value of a JSON text. An object has as many keys as items.
struct Json {
    enum class Kind { nothing, truth, number, text, array, object };
    Kind kind = Kind::nothing;
    double number = 0;
    std::string text;
    std::vector<std::string> keys;
    std::vector<Json> items;

    const Json* find(std::string_view key) const {
        const auto found = std::find(keys.begin(), keys.end(), key);
        return kind == Kind::object && found != keys.end() ? &items[static_cast<std::size_t>(found - keys.begin())]
                                                           : nullptr;
    }
    bool is_true() const { return kind == Kind::truth && number != 0; }

    /// A whole number from 1 to the largest that a blob can hold.
    std::int64_t count() const {
        const bool fits = kind == Kind::number && number >= 1 && number <= 2147483647.0;
        if (!fits || number != static_cast<double>(static_cast<std::int64_t>(number))) {
            throw std::invalid_argument("not a count");
        }
        return static_cast<std::int64_t>(number);
    }
};

/// Reads JSON as Python writes it; throws std::invalid_argument where it is not.
class JsonReader {
public:
    static Json read(std::string_view text) {
        JsonReader reader(text);
        Json value = reader.value(0);
        reader.require(reader.next() == '\0' && reader.place_ == text.size());
        return value;
    }

private:
    explicit JsonReader(std::string_view text) : text_(text) {}

    static void require(bool holds) {
        if (!holds) {
            throw std::invalid_argument("not JSON");
        }
    }
    char next() {  // the next character that is not a space; '\0' at the end
        while (place_ < text_.size() && std::string_view(" \t\r\n").find(text_[place_]) != std::string_view::npos) {
            ++place_;
        }
        return place_ < text_.size() ? text_[place_] : '\0';
    }
    bool takes(char wanted) {
        const bool found = next() == wanted;
        place_ += found ? 1 : 0;
        return found;
    }
    bool takes_word(std::string_view word) {
        const bool found = text_.substr(place_, word.size()) == word;
        place_ += found ? word.size() : 0;
        return found;
    }

    Json value(int depth) {
        require(depth < 32);
        Json found;
        const char first = next();
        if (first == '{' || first == '[') {
            ++place_;
            found.kind = first == '{' ? Json::Kind::object : Json::Kind::array;
            items(found, depth, first == '{' ? '}' : ']');
        } else if (first == '"') {
            found.kind = Json::Kind::text;
            found.text = string();
        } else if (takes_word("true") || takes_word("false")) {
            found.kind = Json::Kind::truth;
            found.number = first == 't' ? 1 : 0;
        } else if (!takes_word("null")) {
            found.kind = Json::Kind::number;
            found.number = digits();
        }
        return found;
    }
    void items(Json& into, int depth, char end) {
        if (takes(end)) {
            return;
        }
        do {
            if (end == '}') {
                require(next() == '"');
                into.keys.push_back(string());
                require(takes(':'));
            }
            into.items.push_back(value(depth + 1));
        } while (takes(','));
        require(takes(end));
    }
    double digits() {
        const std::size_t start = place_;
        while (place_ < text_.size() && std::string_view("+-.eE0123456789").find(text_[place_]) != std::string::npos) {
            ++place_;
        }
        const std::string held(text_.substr(start, place_ - start));
        char* end = nullptr;
        const double found = std::strtod(held.c_str(), &end);
        require(!held.empty() && *end == '\0');
        return found;
    }
    std::string string() {
        std::string found;
        ++place_;
        while (true) {
            require(place_ < text_.size());
            const char one = text_[place_++];
            if (one == '"') {
                return found;
            }
            if (one == '\\') {
                escaped(found);
            } else {
                found += one;
            }
        }
    }
    void escaped(std::string& into) {
        static constexpr std::string_view names = "\"\\/bfnrt", characters = "\"\\/\b\f\n\r\t";
        require(place_ < text_.size());
        const char one = text_[place_++];
        const std::size_t found = names.find(one);
        if (found != std::string_view::npos) {
            into += characters[found];
            return;
        }
        require(one == 'u');
        std::uint32_t code = hexadecimal();
        if (code >= 0xD800 && code < 0xDC00) {  // the first half of a pair
            require(takes_word("\\u"));
            code = 0x10000 + ((code - 0xD800) << 10) + (hexadecimal() - 0xDC00);
        }
        append_utf8(into, code);
    }
    std::uint32_t hexadecimal() {
        require(place_ + 4 <= text_.size());
        const std::string held(text_.substr(place_, 4));
        char* end = nullptr;
        const auto found = static_cast<std::uint32_t>(std::strtoul(held.c_str(), &end, 16));
        require(*end == '\0');
        place_ += 4;
        return found;
    }
    static void append_utf8(std::string& into, std::uint32_t code) {
        const int more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
        static constexpr std::uint32_t first[] = {0, 0xC0, 0xE0, 0xF0};
        into += static_cast<char>(first[more] | (code >> (6 * more)));
        for (int rest = more - 1; rest >= 0; --rest) {
            into += static_cast<char>(0x80 | ((code >> (6 * rest)) & 0x3F));
        }
    }

    std::string_view text_;
    std::size_t place_ = 0;
};

/// Numbers of time steps or of streams that an engine takes; it is fastest at `opt`. All 0: they do not vary.
struct Range {
    std::int64_t min = 0, opt = 0, max = 0;

    bool varies() const { return min != max; }
};

/// What caffe2trt writes about an engine into its name. A name that is not a manifest gives an empty one.
struct Manifest {
    std::map<std::string, std::int64_t> cont, index;
    Range time_steps, batch;
    bool starts_only = false, has_no_weights = false, batch_first = false, implicit_batch = false;

    static Manifest read(const char* text) {
        try {
            return read_all(JsonReader::read(text == nullptr ? "" : text));
        } catch (const std::invalid_argument&) {
            return Manifest();
        }
    }

private:
    static Manifest read_all(const Json& held) {
        Manifest found;
        if (held.find("net") == nullptr || held.find("cont") == nullptr) {
            return found;
        }
        found.cont = counts(held.find("cont"));
        found.index = counts(held.find("index"));
        found.time_steps = range(held.find("time_steps"));
        found.batch = range(held.find("batch"));
        const Json *starts = held.find("starts_only"), *options = held.find("options");
        const Json* stripped = options == nullptr ? nullptr : options->find("strip_weights");
        found.starts_only = starts != nullptr && starts->is_true();
        const Json *layout = held.find("batch_first"), *implicit = held.find("implicit_batch");
        found.batch_first = layout != nullptr && layout->is_true();
        found.implicit_batch = implicit != nullptr && implicit->is_true();
        found.has_no_weights = stripped != nullptr && stripped->is_true();
        return found;
    }
    static std::map<std::string, std::int64_t> counts(const Json* held) {
        std::map<std::string, std::int64_t> found;
        for (std::size_t place = 0; held != nullptr && place < held->keys.size(); ++place) {
            found[held->keys[place]] = held->items[place].count();
        }
        return found;
    }
    static Range range(const Json* held) {
        if (held == nullptr) {
            return Range();
        }
        if (held->kind != Json::Kind::array || held->items.size() != 3) {
            throw std::invalid_argument("not a range");
        }
        return Range{held->items[0].count(), held->items[1].count(), held->items[2].count()};
    }
};

/// The length of an axis: factor, times T and times N where they are in it.
struct Length {
    std::int64_t factor = 0;
    bool has_time = false, has_batch = false;

    std::int64_t at(std::int64_t time_steps, std::int64_t streams) const {
        return factor * (has_time ? time_steps : 1) * (has_batch ? streams : 1);
    }
};

inline std::int64_t volume(const nvinfer1::Dims& shape) {
    std::int64_t found = 1;
    for (int axis = 0; axis < shape.nbDims; ++axis) {
        found *= shape.d[axis];
    }
    return found;
}

inline std::string text(const nvinfer1::Dims& shape) {
    std::string found = "(";
    for (int axis = 0; axis < shape.nbDims; ++axis) {
        found += (axis > 0 ? ", " : "") + std::to_string(shape.d[axis]);
    }
    return found + ")";
}

inline bool ends_with(std::string_view name, std::string_view end) {
    return name.size() >= end.size() && name.substr(name.size() - end.size()) == end;
}

/// An input or an output of the engine.
struct Tensor {
    std::string name;
    bool is_input = false, is_state = false, is_made = false;  // is_made: a cont that the session fills
    nvinfer1::Dims shape{};       // of the engine, where -1 varies; later of the calls
    std::vector<Length> lengths;  // of an input's axes, where they vary
    std::int64_t size = 0, capacity = 0;  // floats in a call, and at most
    std::int64_t rows = 0;                // an input whose numbers choose among rows; otherwise 0
    DeviceMemory own;
    HostMemory host;
    float* given = nullptr;  // the caller's memory on the GPU

    float* on_device() const { return given != nullptr ? given : static_cast<float*>(own.get()); }
    float* on_host() const { return static_cast<float*>(host.get()); }
};

/// A recurrent state: an input, the output it is fed from, and two sets of memory of which a call reads one.
struct StatePair {
    std::size_t input = 0, output = 0;  // places of the tensors
    DeviceMemory sets[2];
    std::int64_t row = 0;  // floats of one stream

    float* set(int which) const { return static_cast<float*>(sets[which].get()); }
};

/// An input that says where sequences start: 0 there, 1 elsewhere; (time steps, streams).
struct Cont {
    std::size_t tensor = 0;
    std::int64_t streams = 0;  // of an engine that takes one batch size; otherwise 0
};

}  // namespace detail

/// Runs an engine and keeps its recurrent state from one call to the next.
///
/// The batch holds independent streams. After the constructor, calls allocate nothing, and no state is copied: two
/// sets of memory swap roles. One thread at a time uses a session. All errors are SessionError. If a call cannot be
/// enqueued, the state is as it was before it.
class Session {
public:
    /// Opens net.engine. Memory is allocated for the largest sizes that the engine takes.
    explicit Session(const std::string& path, Options options = Options())
        : options_(std::move(options)), logger_(options_.logger) {
        detail::check(cudaSetDevice_and_back(), "choosing the GPU");
        detail::OnDevice current(options_.device);
        stream_ = std::make_unique<detail::Stream>(options_.stream);
        read_engine(path);
        find_tensors();
        find_states();
        find_cont();
        find_sizes();
        make_context(path);
        allocate();
        const std::int64_t steps = initial("time steps", time_range_, options_.time_steps, "--time-steps 1:16:64");
        require_layout(steps);
        set_sizes(steps, initial("streams", batch_range_, options_.streams, "--batch 1:8:32"));
        fill_cont();
        reset();
        wait();
    }

    ~Session() {
        detail::OnDevice current(options_.device);
        cudaStreamSynchronize(stream_->handle);
#ifdef TRT_MAJOR_RTX
        save_cache();
#endif
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// How many independent sequences run side by side, and how many time steps a call has (0: the engine does not say).
    std::int64_t streams() const { return streams_; }
    std::int64_t time_steps() const { return time_steps_; }

    /// Names, without the states and without a cont that the session makes.
    std::vector<std::string> inputs() const { return names(true, false); }
    std::vector<std::string> outputs() const { return names(false, false); }
    /// Names of the inputs that hold states.
    std::vector<std::string> states() const { return names(true, true); }

    /// The shape of an input, output or state in the next call.
    std::vector<std::int64_t> shape(std::string_view name) const {
        for (const detail::Tensor& tensor : tensors_) {
            if (tensor.name == name) {
                return std::vector<std::int64_t>(tensor.shape.d, tensor.shape.d + tensor.shape.nbDims);
            }
        }
        throw SessionError("unknown input or output '" + std::string(name) + "'; the inputs are " + listed(inputs()) +
                           ", and the outputs are " + listed(outputs()));
    }

    /// The host's memory that the next call reads this input from. Valid until the next resize.
    Buffer input(std::string_view name) { return buffer(true, name); }
    /// The host's memory that a call writes this output to. Valid until the next resize.
    Buffer output(std::string_view name) { return buffer(false, name); }

    /// Lets calls use your memory on this GPU for an input or an output, without a copy. It must be large enough for
    /// the sizes of the calls, and its address a multiple of 256. nullptr: the session's own memory again.
    void use_device_memory(std::string_view name, float* memory) {
        if (reinterpret_cast<std::uintptr_t>(memory) % 256 != 0) {
            throw SessionError("the memory for '" + std::string(name) +
                               "' has an address that is not a multiple of 256, as TensorRT asks; cudaMalloc gives one");
        }
        detail::Tensor& tensor = tensors_[find(is_output(name) ? false : true, name)];
        tensor.given = memory;
    }

    /// Runs one forward call and waits for it; the next call continues from its state.
    void step() {
        enqueue();
        wait();
    }

    /// Gives the stream one forward call and does not wait. Until `wait` returns, inputs in the host's memory must not
    /// be changed and outputs must not be read. Calls run in the order in which they were given.
    void enqueue() {
        detail::OnDevice current(options_.device);
        require_usable();
        for (const detail::Tensor& tensor : tensors_) {
            if (tensor.is_input && !tensor.is_state && !tensor.is_made && tensor.given == nullptr) {
                look_into(tensor);
                copy(tensor.on_device(), tensor.on_host(), tensor.size, cudaMemcpyHostToDevice);
            }
        }
        make_cont();
        bind();
        if (!context_->enqueueV3(stream_->handle)) {
            throw SessionError("TensorRT could not enqueue the call" + logger_.reason() +
                               "; the state is as it was before it");
        }
        for (const detail::Tensor& tensor : tensors_) {
            if (!tensor.is_input && !tensor.is_state && tensor.given == nullptr) {
                copy(tensor.on_host(), tensor.on_device(), tensor.size, cudaMemcpyDeviceToHost);
            }
        }
        before_ ^= 1;
        std::fill(fresh_.begin(), fresh_.end(), char(0));
    }

    /// Waits until the calls that were given are done.
    void wait() {
        require_usable();
        const cudaError_t status = cudaStreamSynchronize(stream_->handle);
        if (status != cudaSuccess) {
            lost_ = std::string("the GPU reported an error (") + cudaGetErrorString(status) +
                    "), and the state is lost; restart the program to use the GPU";
            require_usable();
        }
    }

    /// Starts a new sequence in all streams. Their state becomes zero.
    void reset() {
        detail::OnDevice current(options_.device);
        require_usable();
        clear_rows(0, streams_);
    }

    /// Starts a new sequence in one stream; the others continue.
    void reset(std::int64_t stream) {
        detail::OnDevice current(options_.device);
        require_usable();
        require_stream(stream);
        clear_rows(stream, stream + 1);
    }

    /// Changes the sizes of an engine that was converted for a range of them; 0 leaves one as it is. The streams that
    /// remain keep their states; new ones come last and start a new sequence. It waits for earlier calls.
    void resize(std::int64_t streams, std::int64_t time_steps = 0) {
        detail::OnDevice current(options_.device);
        wait();
        const std::int64_t steps = time_steps == 0 ? time_steps_ : time_steps, before = streams_;
        const std::int64_t wanted = streams == 0 ? streams_ : streams;
        require_within("time steps", time_range_, steps, "--time-steps 1:16:64");
        require_within("streams", batch_range_, wanted, "--batch 1:8:32");
        require_layout(steps);
        set_sizes(steps, wanted);
        fill_cont();
        if (wanted > before) {
            clear_rows(before, wanted);
        }
    }

    /// A copy of the states of all streams. It waits for earlier calls.
    State snapshot() { return read_state(0, streams_); }
    /// A copy of one stream's states: give it to `restore` of a session of the same network, also in another process.
    State snapshot(std::int64_t stream) {
        require_stream(stream);
        return read_state(stream, stream + 1);
    }

    /// Continues all streams from these states; those that are not in `state` stay as they are.
    void restore(const State& state) { write_state(state, 0, streams_); }
    /// Continues one stream from these states; the others are not touched.
    void restore(const State& state, std::int64_t stream) {
        require_stream(stream);
        write_state(state, stream, stream + 1);
    }

private:
    static std::string listed(const std::vector<std::string>& names) {
        std::string found;
        for (const std::string& name : names) {
            found += (found.empty() ? "'" : ", '") + name + "'";
        }
        return found.empty() ? "none" : found;
    }

    std::vector<std::string> names(bool is_input, bool is_state) const {
        std::vector<std::string> found;
        for (const detail::Tensor& tensor : tensors_) {
            if (tensor.is_input == is_input && tensor.is_state == is_state && !tensor.is_made) {
                found.push_back(tensor.name);
            }
        }
        return found;
    }

    bool is_output(std::string_view name) const {
        return std::any_of(tensors_.begin(), tensors_.end(), [name](const detail::Tensor& tensor) {
            return !tensor.is_input && !tensor.is_state && tensor.name == name;
        });
    }

    std::size_t find(bool is_input, std::string_view name) const {
        std::string why = "unknown " + std::string(is_input ? "input" : "output") + " '" + std::string(name) + "'";
        for (std::size_t place = 0; place < tensors_.size(); ++place) {
            const detail::Tensor& tensor = tensors_[place];
            if (tensor.name == name && tensor.is_state) {
                why = "'" + tensor.name + "' is a state, which stays on the GPU; read and write it with snapshot and restore";
            } else if (tensor.name == name && tensor.is_made) {
                why = "the session makes '" + tensor.name + "'; to write it yourself, set Options::make_cont to false";
            } else if (tensor.name == name && tensor.is_input == is_input) {
                return place;
            }
        }
        throw SessionError(why + "; the " + (is_input ? "inputs" : "outputs") + " are " + listed(names(is_input, false)));
    }

    Buffer buffer(bool is_input, std::string_view name) const {
        const detail::Tensor& tensor = tensors_[find(is_input, name)];
        return Buffer{tensor.on_host(), static_cast<std::size_t>(tensor.size)};
    }

    void require_usable() const {
        if (!lost_.empty()) {
            throw SessionError(lost_);
        }
    }

    void require_stream(std::int64_t stream) const {
        if (stream < 0 || stream >= streams_) {
            throw SessionError("there is no stream " + std::to_string(stream) + "; the streams are 0 to " +
                               std::to_string(streams_ - 1));
        }
    }

    static void require_within(const char* what, const detail::Range& range, std::int64_t number, const char* option) {
        if (number < range.min || number > range.max) {
            throw SessionError("this engine takes " +
                               (range.varies() ? std::to_string(range.min) + " to " : std::string()) +
                               (range.max == 0 ? "an unknown number of" : std::to_string(range.max)) + " " + what +
                               "; found " + std::to_string(number) + ". Convert it for a range, such as " + option);
        }
    }

    /// Throws where the session would make a cont of (streams, time steps).
    void require_layout(std::int64_t time_steps) const {
        if (manifest_.batch_first && !conts_.empty() && time_steps > 1) {
            throw SessionError("this engine has batch-first inputs and more than one time step in a call; convert " +
                               std::string("without --layout batch-first, or with --time-steps 1"));
        }
    }

    static std::int64_t initial(const char* what, const detail::Range& range, std::int64_t wanted, const char* option) {
        if (wanted != 0) {
            require_within(what, range, wanted, option);
        }
        return wanted != 0 ? wanted : range.opt;
    }

    cudaError_t cudaSetDevice_and_back() const {
        int before = 0;
        const cudaError_t found = cudaGetDevice(&before);
        const cudaError_t chosen = found == cudaSuccess ? cudaSetDevice(options_.device) : found;
        return chosen == cudaSuccess ? cudaSetDevice(before) : chosen;
    }

    void read_engine(const std::string& path) {
        if (detail::ends_with(path, ".onnx")) {
            throw SessionError(path + " is an ONNX file; make an engine of it with caffe2trt convert -o net.engine, or " +
                               "with trtexec --onnx=" + path + " --saveEngine=net.engine");
        }
        std::ifstream file(path, std::ios::binary);
        const std::vector<char> content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (!file || content.empty()) {
            throw SessionError("cannot read " + path + ": there is no such file, or it is empty");
        }
        runtime_ = owned(nvinfer1::createInferRuntime(logger_), "make a runtime");
        runtime_->setEngineHostCodeAllowed(options_.allow_host_code);
        engine_ = detail::Owned<nvinfer1::ICudaEngine>(
            runtime_->deserializeCudaEngine(content.data(), content.size()), {options_.device});
        if (engine_ == nullptr) {
#ifdef TRT_MAJOR_RTX
            const std::string tensorrt = "TensorRT for RTX ";
#else
            const std::string tensorrt = "TensorRT ";
#endif
            throw SessionError(tensorrt + std::to_string(NV_TENSORRT_MAJOR) + "." + std::to_string(NV_TENSORRT_MINOR) +
                               " cannot read " + path + logger_.reason() +
                               "; an engine runs only under the TensorRT that built it, on the GPU that it was built " +
                               "for: convert it again for what is here");
        }
        manifest_ = detail::Manifest::read(engine_->getName());
        if (manifest_.has_no_weights) {
            throw SessionError(path + " was built with --strip-weights and has no weights; convert it without that option");
        }
        if (manifest_.implicit_batch) {
            throw SessionError(path + " has an implicit batch (--lstm rnnv2), which only Session in Python runs; convert " +
                               "it without --lstm rnnv2");
        }
    }

    template <typename Kind>
    detail::Owned<Kind> owned(Kind* object, const char* what) {
        if (object == nullptr) {
            throw SessionError("TensorRT could not " + std::string(what) + logger_.reason());
        }
        return detail::Owned<Kind>(object, {options_.device});
    }

    void find_tensors() {
        for (std::int32_t index = 0; index < engine_->getNbIOTensors(); ++index) {
            detail::Tensor tensor;
            tensor.name = engine_->getIOTensorName(index);
            tensor.is_input = engine_->getTensorIOMode(tensor.name.c_str()) == nvinfer1::TensorIOMode::kINPUT;
            tensor.shape = engine_->getTensorShape(tensor.name.c_str());
            if (engine_->getTensorDataType(tensor.name.c_str()) != nvinfer1::DataType::kFLOAT) {
                throw SessionError("'" + tensor.name + "' is not float32; the inputs and outputs of caffe2trt's engines " +
                                   "are: with trtexec, leave --inputIOFormats and --outputIOFormats out");
            }
            if (const auto rows = manifest_.index.find(tensor.name); rows != manifest_.index.end()) {
                tensor.rows = rows->second;
            }
            tensors_.push_back(std::move(tensor));
        }
    }

    void find_states() {
        for (std::size_t input = 0; input < tensors_.size(); ++input) {
            const std::string& name = tensors_[input].name;
            if (!tensors_[input].is_input || !(detail::ends_with(name, "__h_in") || detail::ends_with(name, "__c_in"))) {
                continue;
            }
            const std::string wanted = name.substr(0, name.size() - 3) + "_out";
            for (std::size_t output = 0; output < tensors_.size(); ++output) {
                if (tensors_[output].name == wanted && !tensors_[output].is_input &&
                    detail::text(tensors_[output].shape) == detail::text(tensors_[input].shape)) {
                    tensors_[input].is_state = tensors_[output].is_state = true;
                    states_.emplace_back();
                    states_.back().input = input;
                    states_.back().output = output;
                }
            }
        }
    }

    nvinfer1::Dims profile(const detail::Tensor& tensor, nvinfer1::OptProfileSelector which) const {
        return engine_->getProfileShape(tensor.name.c_str(), 0, which);
    }

    detail::Range profile_range(const detail::Tensor& tensor, int axis) const {
        return {profile(tensor, nvinfer1::OptProfileSelector::kMIN).d[axis],
                profile(tensor, nvinfer1::OptProfileSelector::kOPT).d[axis],
                profile(tensor, nvinfer1::OptProfileSelector::kMAX).d[axis]};
    }

    /// The cont inputs that the engine's name tells, and those of Options::cont.
    void find_cont() {
        for (const auto& [name, streams] : manifest_.cont) {
            add_cont(name, streams);
        }
        for (const std::string& name : options_.cont) {
            if (manifest_.cont.count(name) == 0 && !add_cont(name, 0)) {
                throw SessionError("unknown input '" + name + "' in Options::cont; the inputs are " + listed(inputs()));
            }
        }
    }

    bool add_cont(const std::string& name, std::int64_t streams) {
        for (std::size_t place = 0; place < tensors_.size(); ++place) {
            if (tensors_[place].is_input && !tensors_[place].is_state && tensors_[place].name == name) {
                tensors_[place].is_made = options_.make_cont;
                conts_.push_back({place, streams});
                return true;
            }
        }
        return false;
    }

    /// The ranges of T and N, and how the axes of each input follow them.
    void find_sizes() {
        time_range_ = manifest_.time_steps;
        batch_range_ = manifest_.batch.max != 0 ? manifest_.batch : batch_of_states();
        for (detail::Cont& cont : conts_) {
            cont.streams = batch_range_.varies() ? 0 : cont.streams != 0 ? cont.streams : batch_range_.max;
            if (time_range_.max == 0) {
                time_range_ = time_of(cont);
            }
        }
        for (detail::Tensor& tensor : tensors_) {
            for (int axis = 0; tensor.is_input && axis < tensor.shape.nbDims; ++axis) {
                tensor.lengths.push_back(tensor.shape.d[axis] == -1 ? varying_length(tensor, axis)
                                                                    : detail::Length{tensor.shape.d[axis], false, false});
            }
        }
    }

    /// Where the engine does not say it: N is axis 0 of a state.
    detail::Range batch_of_states() const {
        std::int64_t fixed = 1;
        for (const detail::Cont& cont : conts_) {
            fixed = std::max(fixed, cont.streams);
        }
        for (const detail::StatePair& state : states_) {
            const detail::Tensor& tensor = tensors_[state.input];
            if (tensor.shape.d[0] == -1) {
                return profile_range(tensor, 0);
            }
            fixed = std::max<std::int64_t>(fixed, tensor.shape.d[0]);
        }
        return {fixed, fixed, fixed};
    }

    /// T of a cont, which holds T * N numbers.
    detail::Range time_of(const detail::Cont& cont) const {
        const detail::Tensor& tensor = tensors_[cont.tensor];
        const bool varies = std::find(tensor.shape.d, tensor.shape.d + tensor.shape.nbDims, -1) !=
                            tensor.shape.d + tensor.shape.nbDims;
        const auto steps = [&](nvinfer1::OptProfileSelector which, std::int64_t streams) {
            return detail::volume(varies ? profile(tensor, which) : tensor.shape) /
                   (cont.streams != 0 ? cont.streams : streams);
        };
        return {steps(nvinfer1::OptProfileSelector::kMIN, batch_range_.min),
                steps(nvinfer1::OptProfileSelector::kOPT, batch_range_.opt),
                steps(nvinfer1::OptProfileSelector::kMAX, batch_range_.max)};
    }

    detail::Length varying_length(const detail::Tensor& tensor, int axis) const {
        const detail::Range found = profile_range(tensor, axis), &time = time_range_, &batch = batch_range_;
        std::vector<detail::Length> fitting;
        for (const auto& [has_time, has_batch] : {std::pair(true, false), std::pair(false, true), std::pair(true, true)}) {
            if ((has_time && !time.varies()) || (has_batch && !batch.varies())) {
                continue;
            }
            detail::Length length{1, has_time, has_batch};
            length.factor = found.min / length.at(time.min, batch.min);
            if (length.at(time.min, batch.min) == found.min && length.at(time.opt, batch.opt) == found.opt &&
                length.at(time.max, batch.max) == found.max) {
                fitting.push_back(length);
            }
        }
        const std::string where = "axis " + std::to_string(axis) + " of the input '" + tensor.name + "' varies";
        if (fitting.empty()) {
            throw SessionError(where + ", but not with the time steps or the batch; convert with caffe2trt convert " +
                               "--batch 1:8:32 --time-steps 1:16:64, or with fixed sizes");
        }
        if (fitting.size() > 1 && !tensor.is_state) {
            throw SessionError(where + ", and the ranges do not tell whether with the time steps or with the batch; " +
                               "convert with ranges that are not multiples of each other, as --batch 1:8:32 --time-steps 1:9:32");
        }
        const auto by_batch = std::find_if(fitting.begin(), fitting.end(),
                                           [](const detail::Length& length) { return !length.has_time; });
        return by_batch != fitting.end() && tensor.is_state ? *by_batch : fitting.front();
    }

    void make_context(const std::string& path) {
#ifdef TRT_MAJOR_RTX
        config_ = owned(engine_->createRuntimeConfig(), "make a runtime configuration");
        config_->setExecutionContextAllocationStrategy(nvinfer1::ExecutionContextAllocationStrategy::kUSER_MANAGED);
        if (options_.runtime_cache) {
            load_cache(path + ".cache");
        }
        context_ = owned(engine_->createExecutionContext(config_.get()), "make an execution context");
        if (const std::int64_t bytes = engine_->getDeviceMemorySizeV2(); bytes > 0) {
            memory_ = detail::allocate(bytes);
            context_->setDeviceMemoryV2(memory_.get(), bytes);
        }
        save_cache();
#else
        static_cast<void>(path);
        context_ = owned(engine_->createExecutionContext(), "make an execution context");
#endif
    }

#ifdef TRT_MAJOR_RTX
    /// The kernels that TensorRT for RTX compiled for this GPU. A file that cannot be used costs the time to compile.
    void load_cache(const std::string& path) {
        cache_path_ = path;
        cache_ = owned(config_->createRuntimeCache(), "make a runtime cache");
        std::ifstream file(path, std::ios::binary);
        const std::vector<char> content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (!content.empty() && cache_->deserialize(content.data(), content.size())) {
            cached_ = content;
        }
        config_->setRuntimeCache(*cache_);
    }

    /// Writes the cache if it holds something new. The file appears whole or not at all.
    void save_cache() noexcept {
        if (cache_ == nullptr) {
            return;
        }
        const std::unique_ptr<nvinfer1::IHostMemory> memory(cache_->serialize());
        const char* start = memory == nullptr ? nullptr : static_cast<const char*>(memory->data());
        if (start == nullptr || memory->size() == 0 ||
            std::equal(cached_.begin(), cached_.end(), start, start + memory->size())) {
            return;
        }
        try {
            cached_.assign(start, start + memory->size());
            const std::string temporary = cache_path_ + "." + std::to_string(std::random_device()());
            std::ofstream file(temporary, std::ios::binary);
            file.write(start, static_cast<std::streamsize>(memory->size()));
            file.close();
            std::error_code failed;
            if (file) {
                std::filesystem::rename(temporary, cache_path_, failed);
            }
            if (!file || failed) {
                std::filesystem::remove(temporary, failed);
            }
        } catch (const std::exception&) {
            return;  // without the file, the next start compiles again
        }
    }
#endif

    void allocate() {
        set_sizes(time_range_.max, batch_range_.max);
        for (detail::Tensor& tensor : tensors_) {
            tensor.capacity = tensor.size;
            if (!tensor.is_state) {
                tensor.own = detail::allocate(bytes(tensor.capacity));
                tensor.host = detail::allocate_host(bytes(tensor.capacity));
                std::fill_n(tensor.on_host(), tensor.capacity, tensor.is_made ? 1.0F : 0.0F);
            }
        }
        for (detail::StatePair& state : states_) {
            const detail::Tensor& tensor = tensors_[state.input];
            state.row = tensor.size / std::max<std::int64_t>(tensor.shape.d[0], 1);
            for (detail::DeviceMemory& set : state.sets) {
                set = detail::allocate(bytes(tensor.capacity));
            }
        }
        fresh_.assign(static_cast<std::size_t>(batch_range_.max), char(0));
    }

    static std::int64_t bytes(std::int64_t floats) { return floats * static_cast<std::int64_t>(sizeof(float)); }

    /// Tells TensorRT the shapes of the next calls.
    void set_sizes(std::int64_t time_steps, std::int64_t streams) {
        for (detail::Tensor& tensor : tensors_) {
            bool varies = false;
            for (std::size_t axis = 0; axis < tensor.lengths.size(); ++axis) {
                const detail::Length& length = tensor.lengths[axis];
                varies = varies || length.has_time || length.has_batch;
                tensor.shape.d[axis] =
                    static_cast<std::decay_t<decltype(tensor.shape.d[0])>>(length.at(time_steps, streams));
            }
            if (varies && !context_->setInputShape(tensor.name.c_str(), tensor.shape)) {
                throw SessionError("TensorRT refuses the shape " + detail::text(tensor.shape) + " of the input '" +
                                   tensor.name + "'" + logger_.reason());
            }
        }
        for (detail::Tensor& tensor : tensors_) {
            if (!tensor.is_input) {
                tensor.shape = context_->getTensorShape(tensor.name.c_str());
            }
            tensor.size = detail::volume(tensor.shape);
            if (tensor.size < 0 || (tensor.capacity != 0 && tensor.size > tensor.capacity)) {
                throw SessionError("the shape " + detail::text(tensor.shape) + " of '" + tensor.name +
                                   "' is not known before the call; convert with fixed sizes");
            }
        }
        time_steps_ = time_steps;
        streams_ = streams;
    }

    std::int64_t streams_of(const detail::Cont& cont) const { return cont.streams == 0 ? streams_ : cont.streams; }

    /// Writes 1 to the whole of each cont that the session makes.
    void fill_cont() {
        for (const detail::Cont& cont : conts_) {
            const detail::Tensor& tensor = tensors_[cont.tensor];
            if (tensor.size % streams_of(cont) != 0) {
                throw SessionError("the input '" + tensor.name + "' of shape " + detail::text(tensor.shape) +
                                   " cannot hold " + std::to_string(streams_of(cont)) + " streams: the file is damaged");
            }
            if (tensor.is_made) {
                copy(tensor.on_device(), tensor.on_host(), tensor.capacity, cudaMemcpyHostToDevice);
            }
        }
        has_zeros_ = false;
    }

    /// Writes 0 to the first time step of each stream that starts a sequence.
    void make_cont() {
        const bool starts = std::any_of(fresh_.begin(), fresh_.end(), [](char fresh) { return fresh != 0; });
        if (!starts && !has_zeros_) {
            return;
        }
        has_zeros_ = true;  // also if what follows fails
        for (const detail::Cont& cont : conts_) {
            const detail::Tensor& tensor = tensors_[cont.tensor];
            const std::int64_t count = tensor.is_made ? streams_of(cont) : 0;
            if (count > 0) {
                copy(tensor.on_device(), tensor.on_host(), count, cudaMemcpyHostToDevice);
            }
            for (std::int64_t stream = 0; stream < count; ++stream) {
                if (fresh_[static_cast<std::size_t>(stream)] != 0) {
                    clear(tensor.on_device() + stream, 1);
                }
            }
        }
        has_zeros_ = starts;
    }

    void copy(float* to, const float* from, std::int64_t floats, cudaMemcpyKind kind) {
        const auto length = static_cast<std::size_t>(bytes(floats));
        detail::check(cudaMemcpyAsync(to, from, length, kind, stream_->handle), "copying between host and GPU");
    }

    void clear(float* memory, std::int64_t floats) {
        const auto length = static_cast<std::size_t>(bytes(floats));
        detail::check(cudaMemsetAsync(memory, 0, length, stream_->handle), "clearing memory on the GPU");
    }

    void clear_rows(std::int64_t first, std::int64_t end) {
        for (const detail::StatePair& state : states_) {
            const std::int64_t last = std::min<std::int64_t>(end, tensors_[state.input].shape.d[0]);
            if (first < last) {
                clear(state.set(before_) + first * state.row, (last - first) * state.row);
            }
        }
        std::fill(fresh_.begin() + first, fresh_.begin() + end, char(1));
    }

    void bind() {
        for (const detail::Tensor& tensor : tensors_) {
            if (!tensor.is_state) {
                address(tensor.name, tensor.on_device());
            }
        }
        for (const detail::StatePair& state : states_) {
            address(tensors_[state.input].name, state.set(before_));
            address(tensors_[state.output].name, state.set(before_ ^ 1));
        }
    }

    void address(const std::string& name, float* memory) {
        if (!context_->setTensorAddress(name.c_str(), memory)) {
            throw SessionError("TensorRT refuses an address for '" + name + "'" + logger_.reason());
        }
    }

    /// Throws where an input in the host's memory breaks what the file was converted for.
    void look_into(const detail::Tensor& tensor) const {
        const float *data = tensor.on_host(), *end = data + tensor.size;
        if (tensor.rows != 0) {
            const auto limit = static_cast<float>(tensor.rows);
            const float* wrong = std::find_if(data, end, [limit](float row) { return !(row >= 0 && row < limit); });
            if (wrong != end) {
                throw SessionError("the input '" + tensor.name + "' holds " + std::to_string(*wrong) + " at " +
                                   std::to_string(wrong - data) + ", expected numbers from 0 to " +
                                   std::to_string(tensor.rows - 1) + ": it chooses among " + std::to_string(tensor.rows) +
                                   " rows");
            }
        }
        for (const detail::Cont& cont : conts_) {
            if (manifest_.starts_only && &tensors_[cont.tensor] == &tensor &&
                !std::all_of(data + streams_of(cont), end, [](float value) { return value == 1.0F; })) {
                throw SessionError("'" + tensor.name + "' is not 1 after the first time step of the call, but this file " +
                                   "was made with --cont-starts-only; convert without that option");
            }
        }
    }

    State read_state(std::int64_t first, std::int64_t end) {
        detail::OnDevice current(options_.device);
        require_usable();
        State found;
        for (const detail::StatePair& state : states_) {
            const detail::Tensor& tensor = tensors_[state.input];
            const std::int64_t last = std::min<std::int64_t>(end, tensor.shape.d[0]);
            std::vector<float>& values = found[tensor.name];
            values.resize(static_cast<std::size_t>(std::max<std::int64_t>(last - first, 0) * state.row));
            copy(values.data(), state.set(before_) + first * state.row, static_cast<std::int64_t>(values.size()),
                 cudaMemcpyDeviceToHost);
            wait();
        }
        return found;
    }

    void write_state(const State& given, std::int64_t first, std::int64_t end) {
        detail::OnDevice current(options_.device);
        require_usable();
        for (const auto& [name, values] : given) {
            require_fits(name, values, first, end);
        }
        for (const detail::StatePair& state : states_) {
            const auto found = given.find(tensors_[state.input].name);
            if (found != given.end()) {
                copy(state.set(before_) + first * state.row, found->second.data(),
                     static_cast<std::int64_t>(found->second.size()), cudaMemcpyHostToDevice);
                wait();
            }
        }
        std::fill(fresh_.begin() + first, fresh_.begin() + end, char(0));
    }

    void require_fits(const std::string& name, const std::vector<float>& values, std::int64_t first,
                      std::int64_t end) const {
        for (const detail::StatePair& state : states_) {
            const detail::Tensor& tensor = tensors_[state.input];
            const std::int64_t rows = std::min<std::int64_t>(end, tensor.shape.d[0]) - first;
            if (tensor.name == name && static_cast<std::int64_t>(values.size()) != rows * state.row) {
                throw SessionError("the state '" + name + "' has " + std::to_string(values.size()) + " numbers, expected " +
                                   std::to_string(rows * state.row) + ": " + std::to_string(state.row) + " for each of " +
                                   std::to_string(rows) + " streams");
            }
            if (tensor.name == name) {
                return;
            }
        }
        throw SessionError("unknown state '" + name + "'; the states are " + listed(states()));
    }

    // What is below is freed first.
    Options options_;
    detail::Logger logger_;
    detail::Owned<nvinfer1::IRuntime> runtime_;
    detail::Owned<nvinfer1::ICudaEngine> engine_;
    detail::Manifest manifest_;
    std::vector<detail::Tensor> tensors_;
    std::vector<detail::StatePair> states_;
    std::vector<detail::Cont> conts_;
    detail::Range time_range_, batch_range_;
    std::int64_t time_steps_ = 0, streams_ = 0;
    int before_ = 0;           // the set of states that the next call reads
    std::vector<char> fresh_;  // the streams whose next call starts a sequence
    bool has_zeros_ = false;   // whether a cont on the GPU may hold zeros
    std::string lost_;         // why the GPU does nothing any more
    detail::DeviceMemory memory_;
#ifdef TRT_MAJOR_RTX
    std::string cache_path_;
    std::vector<char> cached_;
    detail::Owned<nvinfer1::IRuntimeCache> cache_;
    detail::Owned<nvinfer1::IRuntimeConfig> config_;
#endif
    detail::Owned<nvinfer1::IExecutionContext> context_;
    std::unique_ptr<detail::Stream> stream_;
};

}  // namespace caffe2trt

#endif  // CAFFE2TRT_HPP
