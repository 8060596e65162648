// Streams a clip frame by frame through an engine of the sample moving_blob, and prints the class probabilities.
//
//     stream step.engine clip.f32
//
// step.engine takes one frame of one clip in a call. clip.f32 holds frames of 16 x 16 floats: frames.py writes it.
#include <caffe2trt.hpp>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>

namespace {

constexpr const char* CLASSES[] = {"left", "right", "up", "down", "still"};

void print(int frame, const caffe2trt::Buffer& probs) {
    std::printf("  frame %d:", frame);
    for (std::size_t one = 0; one < probs.size; ++one) {
        std::printf("  %s %.2f", CLASSES[one], static_cast<double>(probs[one]));
    }
    std::printf("  -> %s\n", CLASSES[std::max_element(probs.begin(), probs.end()) - probs.begin()]);
}

int stream(const char* engine, const char* clip) {
    caffe2trt::Session session(engine);
    const caffe2trt::Buffer data = session.input("data"), probs = session.output("probs");
    if (probs.size != std::size(CLASSES)) {
        std::fprintf(stderr, "%s is not for one clip; convert with --time-steps 1 --batch 1\n", engine);
        return 1;
    }
    std::ifstream file(clip, std::ios::binary);
    const auto bytes = static_cast<std::streamsize>(data.size * sizeof(float));
    int frame = 0;
    while (file.read(reinterpret_cast<char*>(data.data), bytes)) {
        session.step();
        print(++frame, probs);
    }
    if (frame == 0 || file.gcount() != 0) {
        std::fprintf(stderr, "%s does not hold frames of %zu floats\n", clip, data.size);
        return 1;
    }
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) {
        std::fprintf(stderr, "usage: stream step.engine clip.f32\n");
        return 2;
    }
    try {
        return stream(arguments[1], arguments[2]);
    } catch (const caffe2trt::SessionError& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 2;
    }
}
