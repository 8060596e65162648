// Counts what a program allocates in the host's memory while no stand-in runs.
#include <cstdlib>
#include <new>

#include "standin.hpp"

long standin::news = 0;

void* operator new(std::size_t size) {
    standin::news += standin::Inside::depth == 0 ? 1 : 0;
    if (void* memory = std::malloc(size)) {
        return memory;
    }
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
