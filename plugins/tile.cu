// Caffe's Tile: `tiles` copies of x side by side along one axis.
//
// x is (outer, length, inner) and y (outer, tiles * length, inner): every axis before the tiled one is folded into
// `outer`, every axis after it into `inner`. A copy does not care what its elements mean, so there is one kernel for
// each element size: 4 bytes (float, int32) and 2 bytes (half, bfloat16).
//
// The parameters stand in the order that TensorRT's ahead-of-time plugins ask for: inputs, extra arguments, outputs.
// Indices are 32 bits wide where y has fewer than 2^31 elements and 64 bits otherwise.
//
// Compiled by a host compiler, the same source gives caffe2trt_tile_host, which runs the kernels block by block and
// thread by thread; the tests compare it with numpy.

#ifndef __CUDACC__
struct Place {
    unsigned int x;
};
static Place blockIdx, blockDim, threadIdx, gridDim;
#define __global__
#define __device__
#endif

typedef long long int64;

template <typename Index>
__device__ inline Index source(Index index, Index block, Index tiles) {
    Index const row = index / block;  // of y seen as (outer * tiles, block)
    return row / tiles * block + (index - row * block);
}

template <typename Element, typename Index>
__device__ inline void copy_tiles(Element const* x, Index count, Index block, Index tiles, Element* y) {
    Index const step = static_cast<Index>(gridDim.x) * blockDim.x;
    for (Index index = static_cast<Index>(blockIdx.x) * blockDim.x + threadIdx.x; index < count; index += step) {
        y[index] = x[source(index, block, tiles)];
    }
}

template <typename Element>
__device__ inline void tile(Element const* x, int outer, int length, int inner, int tiles, Element* y) {
    int64 const block = static_cast<int64>(length) * inner;
    int64 const count = outer * block * tiles;
    if (count + static_cast<int64>(gridDim.x) * blockDim.x < (1LL << 31)) {
        copy_tiles<Element, unsigned int>(x, count, block, tiles, y);
    } else {
        copy_tiles<Element, int64>(x, count, block, tiles, y);
    }
}

extern "C" __global__ void caffe2trt_tile_4(
    unsigned int const* x, int outer, int length, int inner, int tiles, unsigned int* y) {
    tile(x, outer, length, inner, tiles, y);
}

extern "C" __global__ void caffe2trt_tile_2(
    unsigned short const* x, int outer, int length, int inner, int tiles, unsigned short* y) {
    tile(x, outer, length, inner, tiles, y);
}

#ifndef __CUDACC__
extern "C" int64 caffe2trt_tile_source(int64 index, int64 block, int64 tiles) {
    return source<int64>(index, block, tiles);
}

extern "C" void caffe2trt_tile_host(
    int element_size, void const* x, int outer, int length, int inner, int tiles, void* y, int blocks, int threads) {
    gridDim.x = blocks;
    blockDim.x = threads;
    for (blockIdx.x = 0; blockIdx.x < gridDim.x; ++blockIdx.x) {
        for (threadIdx.x = 0; threadIdx.x < blockDim.x; ++threadIdx.x) {
            if (element_size == 4) {
                caffe2trt_tile_4(
                    static_cast<unsigned int const*>(x), outer, length, inner, tiles, static_cast<unsigned int*>(y));
            } else {
                caffe2trt_tile_2(
                    static_cast<unsigned short const*>(x), outer, length, inner, tiles, static_cast<unsigned short*>(y));
            }
        }
    }
}
#endif
