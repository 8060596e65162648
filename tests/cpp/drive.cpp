// Drives caffe2trt.hpp over the stand-ins: reads commands from a file and prints what they find.
#include <caffe2trt.hpp>

#include <cstdio>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "standin.hpp"

using standin::news;

namespace {

using Arguments = std::istringstream;

template <typename Kind = std::string>
Kind next(Arguments& arguments, Kind otherwise = Kind()) {
    Kind found;
    return arguments >> found ? found : otherwise;
}

std::vector<float> read_floats(const std::string& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) {
        return {};
    }
    std::vector<float> found(static_cast<std::size_t>(file.tellg()) / sizeof(float));
    file.seekg(0);
    file.read(reinterpret_cast<char*>(found.data()), std::streamsize(found.size() * sizeof(float)));
    return found;
}

void write_floats(const std::string& path, const float* data, std::size_t size) {
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), std::streamsize(size * sizeof(float)));
}

struct Driver {
    std::unique_ptr<caffe2trt::Session> session;
    std::map<std::string, caffe2trt::State> slots;
    std::map<std::string, float*> on_gpu;  // the caller's own memory
    std::vector<void*> allocated;
    standin::Counts before;
    long of_steps = 0;  // what the header allocated in the host's memory during `steps`

    void open(Arguments& arguments) {
        const std::string path = next(arguments);
        caffe2trt::Options options;
        for (std::string option; arguments >> option;) {
            const std::string name = option.substr(0, option.find('=')), value = option.substr(option.find('=') + 1);
            if (name == "streams") options.streams = std::stol(value);
            if (name == "time_steps") options.time_steps = std::stol(value);
            if (name == "device") options.device = std::stoi(value);
            if (name == "make_cont") options.make_cont = value == "1";
            if (name == "cont") options.cont.push_back(value);
            if (name == "allow_host_code") options.allow_host_code = value == "1";
            if (name == "runtime_cache") options.runtime_cache = value == "1";
        }
        session.reset();
        session = std::make_unique<caffe2trt::Session>(path, options);
    }

    void write_input(Arguments& arguments) {
        const std::string name = next(arguments);
        const caffe2trt::Buffer buffer = session->input(name);
        const std::vector<float> values = read_floats(next(arguments));
        const auto gpu = on_gpu.find(name);
        if (buffer.size != values.size()) {
            throw caffe2trt::SessionError("the test gives " + std::to_string(values.size()) + " numbers, not " +
                                          std::to_string(buffer.size));
        }
        float* to = gpu == on_gpu.end() ? buffer.data : standin::on_host(gpu->second, values.size() * sizeof(float));
        std::copy(values.begin(), values.end(), to);
    }

    void read_output(Arguments& arguments) {
        const std::string name = next(arguments);
        const auto gpu = on_gpu.find(name);
        const caffe2trt::Buffer buffer = session->output(name);
        const float* from = gpu == on_gpu.end() ? buffer.data : standin::on_host(gpu->second, buffer.size * sizeof(float));
        write_floats(next(arguments), from, buffer.size);
    }

    void on_device(Arguments& arguments) {
        const std::string name = next(arguments);
        const long floats = next<long>(arguments, 0), shift = next<long>(arguments, 0);
        void* memory = nullptr;
        cudaMalloc(&memory, size_t(floats + shift) * sizeof(float));
        allocated.push_back(memory);
        on_gpu[name] = static_cast<float*>(memory) + shift;
        session->use_device_memory(name, on_gpu[name]);
    }

    void snapshot(Arguments& arguments) {
        const std::string slot = next(arguments);
        const long stream = next<long>(arguments, -1);
        slots[slot] = stream < 0 ? session->snapshot() : session->snapshot(stream);
    }

    void restore(Arguments& arguments) {
        const std::string slot = next(arguments);
        const long stream = next<long>(arguments, -1);
        stream < 0 ? session->restore(slots[slot]) : session->restore(slots[slot], stream);
    }

    void save(Arguments& arguments) {
        const std::string slot = next(arguments), folder = next(arguments);
        for (const auto& [name, values] : slots[slot]) {
            write_floats(folder + "/" + name, values.data(), values.size());
        }
    }

    void set(Arguments& arguments) {
        const std::string slot = next(arguments), name = next(arguments);
        slots[slot][name] = read_floats(next(arguments));
    }

    void names() const {
        const auto print = [](const char* what, const std::vector<std::string>& found) {
            std::cout << what;
            for (const std::string& name : found) std::cout << " " << name;
        };
        print("inputs", session->inputs());
        print("; outputs", session->outputs());
        print("; states", session->states());
        std::cout << "; streams " << session->streams() << "; time steps " << session->time_steps() << "\n";
    }

    /// Calls, each followed by a reset of one stream where asked for.
    void steps(long calls, bool resets) {
        before = standin::counts;
        const long news_before = news;
        for (long call = 0; call < calls; ++call) {
            session->step();
            if (resets) {
                session->reset(0);
            }
        }
        of_steps = news - news_before;
    }

    void print_counts() const {
        const standin::Counts &now = standin::counts, &then = before;
        std::cout << "{\"news\": " << of_steps << ", \"allocations\": " << now.allocations - then.allocations
                  << ", \"in\": " << now.in - then.in << ", \"out\": " << now.out - then.out
                  << ", \"within\": " << now.within - then.within << ", \"bytes_in\": " << now.bytes_in - then.bytes_in
                  << ", \"bytes_out\": " << now.bytes_out - then.bytes_out << ", \"clears\": " << now.clears - then.clears
                  << ", \"calls\": " << now.calls - then.calls << "}\n";
    }

    /// Lets every call of the stand-ins fail once: the first, the second, and so on.
    void faults(Arguments& arguments) {
        const std::string path = next(arguments);
        session.reset();
        long failed = 0;
        for (bool worked = false; !worked; ++failed) {
            const long live = standin::counts.live;
            standin::fail_in = failed + 1;
            try {
                caffe2trt::Session other(path);
                other.step();
                other.reset(0);
                other.step();
                other.restore(other.snapshot());
                worked = standin::fail_in > 0;
            } catch (const caffe2trt::SessionError&) {
            }
            if (standin::counts.live != live) {
                std::cout << "failure " << failed << " leaks " << standin::counts.live - live << "\n";
            }
        }
        standin::fail_in = 0;
        std::cout << "failures " << failed - 1 << "\n";
    }

    void run(const std::string& command, Arguments& arguments) {
        const std::map<std::string, std::function<void()>> commands = {
            {"open", [&] { open(arguments); }},
            {"close", [&] { session.reset(); }},
            {"in", [&] { write_input(arguments); }},
            {"out", [&] { read_output(arguments); }},
            {"on_device", [&] { on_device(arguments); }},
            {"step", [&] { session->step(); }},
            {"enqueue", [&] { session->enqueue(); }},
            {"wait", [&] { session->wait(); }},
            {"reset", [&] { session->reset(); }},
            {"reset_stream", [&] { session->reset(next<long>(arguments, -1)); }},
            {"resize", [&] { const long n = next<long>(arguments, 0); session->resize(n, next<long>(arguments, 0)); }},
            {"snapshot", [&] { snapshot(arguments); }},
            {"restore", [&] { restore(arguments); }},
            {"save", [&] { save(arguments); }},
            {"set", [&] { set(arguments); }},
            {"names", [&] { names(); }},
            {"count", [&] { before = standin::counts; }},
            {"steps", [&] { const long calls = next<long>(arguments, 0); steps(calls, next(arguments) == "reset"); }},
            {"counts", [&] { print_counts(); }},
            {"fail_in", [&] { standin::fail_in = next<long>(arguments, 0); }},
            {"fail_at_synchronize", [&] { standin::fail_at_synchronize = true; }},
            {"device", [&] { int device = 0; cudaGetDevice(&device); std::cout << "device " << device << "\n"; }},
            {"faults", [&] { faults(arguments); }},
        };
        commands.at(command)();
    }
};

}  // namespace

int main(int, char** arguments) {
    Driver driver;
    std::ifstream script(arguments[1]);
    for (std::string line; std::getline(script, line);) {
        Arguments words(line);
        try {
            driver.run(next(words), words);
        } catch (const caffe2trt::SessionError& error) {
            std::cout << "error: " << error.what() << "\n";
        }
    }
    driver.session.reset();
    for (void* memory : driver.allocated) {
        cudaFree(memory);
    }
    std::cout << "live " << standin::counts.live << "\n";
    return 0;
}
