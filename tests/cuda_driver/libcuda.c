/* A CUDA driver in the host's memory, for tests: what cuda-bindings, pycuda and the Session ask of libcuda.so.1.

   It is not a GPU. Device memory is host memory; a stream is a queue whose work is done when somebody waits for it;
   a kernel is a call of `standin_on_kernel`'s function. As in CUDA, each thread has a stack of contexts, and a call
   without a current context, with a stream of another context, or with a handle that was destroyed fails. Calls are
   counted by name, and can be told to fail. cuda.h is not needed. */
#define _GNU_SOURCE
#include <ctype.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEVICES = 2, SUCCESS = 0, INVALID_VALUE = 1, OUT_OF_MEMORY = 2, NO_CONTEXT = 201, INVALID_HANDLE = 400,
       NOT_FOUND = 500, NOT_READY = 600, ILLEGAL_ADDRESS = 700, LAUNCH_FAILED = 719, CAPTURE_UNSUPPORTED = 900,
       CAPTURE_INVALIDATED = 901, CAPTURE_ISOLATION = 905, CAPTURE_WRONG_THREAD = 908 };
enum Kind { CONTEXT, MEMORY, PINNED, STREAM, EVENT, GRAPH, GRAPH_EXEC, MODULE, KINDS };
typedef struct Object Object;
typedef struct Work { struct Work *next; enum { COPY, FILL, WAIT, KERNEL } kind; char *target, *source; size_t size;
                      Object *other; uint64_t until, values[8]; unsigned blocks, threads; } Work;
typedef struct { char name[128]; int count, sizes[8]; } Function;
struct Object {
    enum Kind kind; Object *next, *context; int alive;
    int device, fault; Object *standard;                                  /* a context: its default stream */
    char *address; size_t size;                                           /* memory */
    Work *first, **end; uint64_t given, done;                             /* a stream, or a graph's work */
    Object *recording; int invalid; pthread_t thread;                     /* a stream that is captured */
    Object *stream; uint64_t until;                                       /* an event */
    char *text; Function functions[8]; int count;                         /* a module */
};

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static Object *objects, *primary[DEVICES];
static __thread Object *stack[64], *captured;
static __thread int depth;
static struct { char name[48]; long calls; int left, status; } names[128];
static void (*on_kernel)(const char *, unsigned, unsigned, const uint64_t *);

static int counted(const char *name) {                                    /* the place of a name in the table */
    int i = 0;
    while (names[i].name[0] && strcmp(names[i].name, name)) i++;
    if (!names[i].name[0]) strncpy(names[i].name, name, 47);
    return i;
}
static int is_sticky(int status) { return status == ILLEGAL_ADDRESS || status == LAUNCH_FAILED; }
static Object *current(void) { return depth ? stack[depth - 1] : NULL; }
static int failing(const char *name, Object *context) {                   /* count it; the status it is to give */
    int i = counted(name);
    names[i].calls++;
    int status = names[i].left > 0 && --names[i].left == 0 ? names[i].status : SUCCESS;
    if (is_sticky(status) && context) context->fault = status;
    return status;
}
static void leave(int *entered) { (void)entered; pthread_mutex_unlock(&lock); }
static int begin(const char *name, int needs_context) {
    pthread_mutex_lock(&lock);
    int status = failing(name, current());
    if (status || !needs_context) return status;
    return !current() || !current()->alive ? NO_CONTEXT : current()->fault;
}
#define ENTER(needs) __attribute__((cleanup(leave))) int entered = begin(__func__, needs); if (entered) return entered
#define ANYWHERE ENTER(0)
#define IN_CONTEXT ENTER(1)
#define NOT_CAPTURED if (captured) return captured->invalid = 1, CAPTURE_UNSUPPORTED

static Object *make(enum Kind kind) {
    Object *object = calloc(1, sizeof *object);
    object->kind = kind, object->alive = 1, object->context = current(), object->end = &object->first;
    object->next = objects;
    return objects = object;
}
static Object *find(enum Kind kind, const void *handle) {                  /* NULL where it is not, or no longer, one */
    for (Object *o = objects; o; o = o->next) if (o == handle) return o->kind == kind ? o : NULL;
    return NULL;
}
static void forget(Object *object) {                                       /* its memory stays: a handle never comes twice */
    Object **at = &objects;
    while (*at != object) at = &(*at)->next;
    *at = object->next, object->alive = 0;
}
static Object *around(enum Kind kind, const void *address, size_t size) {  /* the memory that these bytes lie in */
    for (Object *o = objects; o; o = o->next)
        if (o->kind == kind && o->address <= (char *)address &&
            (char *)address + size <= o->address + o->size) return o;
    return NULL;
}
static int destroy(enum Kind kind, void *handle) {
    Object *object = find(kind, handle);
    if (!object) return INVALID_HANDLE;
    forget(object);
    return SUCCESS;
}
static Object *default_stream(Object *context) {
    return context->standard ? context->standard : (context->standard = make(STREAM), context->standard->kind = KINDS,
                                                    context->standard->context = context, context->standard);
}
static Object *stream_of(void *handle) {                                   /* of the current context */
    Object *found = (uintptr_t)handle <= 2 ? default_stream(current()) : find(STREAM, handle);
    return found && found->context == current() ? found : NULL;
}
static void drain(Object *stream, uint64_t until) {
    while (stream->done < until && !stream->context->fault) {
        Work *work = stream->first;
        if (!(stream->first = work->next)) stream->end = &stream->first;
        stream->done++;
        static const char *const what[] = {"run copy", "run fill", "run wait", "run kernel"};
        if (failing(what[work->kind], stream->context)) return;
        if (work->kind == COPY) memmove(work->target, work->source, work->size);
        if (work->kind == FILL) memset(work->target, (int)work->until, work->size);
        if (work->kind == WAIT) drain(work->other, work->until);
        if (work->kind == KERNEL && on_kernel) {                           /* Python; its lock is not taken under ours */
            pthread_mutex_unlock(&lock);
            on_kernel(work->source, work->blocks, work->threads, work->values);
            pthread_mutex_lock(&lock);
        }
        free(work);
    }
}
static int finish(Object *stream) {
    if (stream->recording) return stream->invalid = 1, CAPTURE_UNSUPPORTED;
    drain(stream, stream->given);
    return stream->context->fault;
}
static int give(Object *stream, Work work) {                               /* to the stream, or to what it records */
    if (!stream) return INVALID_HANDLE;
    Object *to = stream->recording ? stream->recording : stream;
    Work *copy = malloc(sizeof *copy);
    *copy = work, copy->next = NULL, *to->end = copy, to->end = &copy->next, to->given++;
    return SUCCESS;
}

/* For the tests. */
long standin_calls(const char *name) { return names[counted(name)].calls; }
void standin_fail(const char *name, int at, int status) { int i = counted(name); names[i].left = at, names[i].status = status; }
void standin_on_kernel(void *function) { on_kernel = (void (*)(const char *, unsigned, unsigned, const uint64_t *))function; }
int standin_live(int kind) { int n = 0; for (Object *o = objects; o; o = o->next) n += o->kind == (enum Kind)kind; return n; }
int standin_depth(void) { return depth; }
void *standin_current(void) { return current(); }
void standin_adopt(void *address, size_t size, int device) {               /* host memory that shall be the device's */
    pthread_mutex_lock(&lock);
    Object *memory = make(MEMORY);
    memory->context = primary[device], memory->address = address, memory->size = size, memory->device = device;
    pthread_mutex_unlock(&lock);
}

int cuInit(unsigned flags) { ANYWHERE; return flags ? INVALID_VALUE : SUCCESS; }
int cuDriverGetVersion(int *version) { ANYWHERE; *version = 13000; return SUCCESS; }
int cuDeviceGetCount(int *count) { ANYWHERE; *count = DEVICES; return SUCCESS; }
int cuDeviceGet(int *device, int ordinal) { ANYWHERE; *device = ordinal; return ordinal < 0 || ordinal >= DEVICES ? 101 : SUCCESS; }
int cuDeviceGetName(char *name, int size, int device) { ANYWHERE; snprintf(name, size, "stand-in %d", device); return SUCCESS; }
int cuDeviceTotalMem_v2(size_t *bytes, int device) { ANYWHERE; (void)device; *bytes = (size_t)1 << 32; return SUCCESS; }
int cuDeviceGetAttribute(int *value, int attribute, int device) {
    ANYWHERE; (void)device;
    *value = attribute == 75 ? 8 : attribute == 76 ? 6 : attribute == 41 ? 1 : 0;   /* sm86, unified addressing */
    return SUCCESS;
}
int cuGetErrorName(int status, const char **name) {
    *name = status == SUCCESS ? "CUDA_SUCCESS" : status == ILLEGAL_ADDRESS ? "CUDA_ERROR_ILLEGAL_ADDRESS" : "CUDA_ERROR";
    return SUCCESS;
}
int cuGetErrorString(int status, const char **text) { return cuGetErrorName(status, text); }

static Object *new_context(int device) {
    Object *context = make(CONTEXT);
    context->device = device;
    return context;
}
int cuDevicePrimaryCtxRetain(Object **context, int device) {
    ANYWHERE;
    if (!primary[device]) primary[device] = new_context(device);
    *context = primary[device];
    return SUCCESS;
}
int cuDevicePrimaryCtxRelease_v2(int device) { ANYWHERE; return primary[device] ? SUCCESS : NO_CONTEXT; }
int cuCtxCreate_v2(Object **context, unsigned flags, int device) {
    ANYWHERE; (void)flags;
    stack[depth++] = *context = new_context(device);
    return SUCCESS;
}
int cuCtxCreate_v4(Object **context, void *params, unsigned flags, int device) { (void)params; return cuCtxCreate_v2(context, flags, device); }
int cuCtxDestroy_v2(Object *context) {
    ANYWHERE;
    if (current() == context) depth--;
    return destroy(CONTEXT, context);
}
int cuCtxDetach(Object *context) { return cuCtxDestroy_v2(context); }
int cuCtxPushCurrent_v2(Object *context) { ANYWHERE; if (!find(CONTEXT, context)) return NO_CONTEXT; stack[depth++] = context; return SUCCESS; }
int cuCtxPopCurrent_v2(Object **context) { ANYWHERE; if (!depth) return NO_CONTEXT; Object *top = stack[--depth]; if (context) *context = top; return SUCCESS; }
int cuCtxSetCurrent(Object *context) {
    ANYWHERE;
    if (context && !find(CONTEXT, context)) return NO_CONTEXT;
    if (!context) depth -= depth > 0; else stack[depth ? depth - 1 : depth++] = context;
    return SUCCESS;
}
int cuCtxGetCurrent(Object **context) { ANYWHERE; *context = current(); return SUCCESS; }
int cuCtxGetDevice(int *device) { ANYWHERE; if (!current()) return NO_CONTEXT; *device = current()->device; return SUCCESS; }
int cuCtxSynchronize(void) {
    IN_CONTEXT;
    for (Object *o = objects; o; o = o->next) if (o->context == current() && o->given && (o->kind == STREAM || o->kind == KINDS)) finish(o);
    return current()->fault;
}

static int memory(enum Kind kind, void **address, size_t size) {
    NOT_CAPTURED;
    if (!size) return INVALID_VALUE;
    Object *made = make(kind);
    made->size = size, made->device = current()->device;
    *address = made->address = aligned_alloc(256, (size + 255) / 256 * 256);
    memset(made->address, 0xff, size);                                     /* not zero: as real memory, it holds anything */
    return SUCCESS;
}
static int release(enum Kind kind, void *address) {                        /* its bytes become NaN, and are not used again */
    NOT_CAPTURED;
    Object *made = around(kind, address, 1);
    if (!made || made->address != address) return INVALID_VALUE;
    memset(address, 0xff, made->size);
    forget(made);
    return SUCCESS;
}
int cuMemAlloc_v2(void **address, size_t size) { IN_CONTEXT; return memory(MEMORY, address, size); }
int cuMemFree_v2(void *address) { IN_CONTEXT; return release(MEMORY, address); }
int cuMemHostAlloc(void **address, size_t size, unsigned flags) { IN_CONTEXT; (void)flags; return memory(PINNED, address, size); }
int cuMemFreeHost(void *address) { IN_CONTEXT; return release(PINNED, address); }
int cuPointerGetAttribute(void *value, int attribute, void *address) {
    ANYWHERE;
    Object *found = around(MEMORY, address, 1);
    if (!found || (attribute != 1 && attribute != 9)) return INVALID_VALUE;
    if (attribute == 1) *(Object **)value = found->context; else *(int *)value = found->device;
    return SUCCESS;
}
static int copy(char *target, char *source, size_t size, const char *host, Object *stream) {
    if ((target != host && !around(MEMORY, target, size)) || (source != host && !around(MEMORY, source, size))) return INVALID_VALUE;
    if (host && !around(PINNED, host, size)) {                             /* pageable memory: done before the call returns */
        failing("pageable copy", NULL);
        if (!stream || finish(stream)) return stream ? CAPTURE_UNSUPPORTED : INVALID_HANDLE;
        memmove(target, source, size);
        return SUCCESS;
    }
    return give(stream, (Work){.kind = COPY, .target = target, .source = source, .size = size});
}
int cuMemcpyHtoDAsync_v2(char *target, char *source, size_t size, void *stream) { IN_CONTEXT; return copy(target, source, size, source, stream_of(stream)); }
int cuMemcpyDtoHAsync_v2(char *target, char *source, size_t size, void *stream) { IN_CONTEXT; return copy(target, source, size, target, stream_of(stream)); }
int cuMemcpyDtoDAsync_v2(char *target, char *source, size_t size, void *stream) { IN_CONTEXT; return copy(target, source, size, NULL, stream_of(stream)); }
int cuMemcpyHtoD_v2(char *target, char *source, size_t size) { IN_CONTEXT; NOT_CAPTURED; int status = copy(target, source, size, source, default_stream(current())); return status ? status : finish(default_stream(current())); }
int cuMemcpyDtoH_v2(char *target, char *source, size_t size) { IN_CONTEXT; NOT_CAPTURED; int status = copy(target, source, size, target, default_stream(current())); return status ? status : finish(default_stream(current())); }
int cuMemsetD8Async(char *target, unsigned char value, size_t size, void *stream) { IN_CONTEXT; return give(stream_of(stream), (Work){.kind = FILL, .target = target, .size = size, .until = value}); }
int cuMemsetD8_v2(char *target, unsigned char value, size_t size) { IN_CONTEXT; NOT_CAPTURED; return around(MEMORY, target, size) ? give(default_stream(current()), (Work){.kind = FILL, .target = target, .size = size, .until = value}) : INVALID_VALUE; }

int cuStreamCreate(Object **stream, unsigned flags) { IN_CONTEXT; (void)flags; *stream = make(STREAM); return SUCCESS; }
int cuStreamDestroy_v2(Object *stream) { IN_CONTEXT; return stream_of(stream) ? destroy(STREAM, stream) : INVALID_HANDLE; }
int cuStreamSynchronize(void *handle) { IN_CONTEXT; Object *stream = stream_of(handle); return stream ? finish(stream) : INVALID_HANDLE; }
int cuStreamQuery(void *handle) { IN_CONTEXT; Object *stream = stream_of(handle); return !stream ? INVALID_HANDLE : stream->done < stream->given ? NOT_READY : SUCCESS; }
int cuStreamIsCapturing(void *handle, int *is) { IN_CONTEXT; Object *stream = stream_of(handle); if (!stream) return INVALID_HANDLE; *is = stream->recording != NULL; return SUCCESS; }
int cuEventCreate(Object **event, unsigned flags) { IN_CONTEXT; (void)flags; *event = make(EVENT); return SUCCESS; }
int cuEventDestroy_v2(Object *event) { IN_CONTEXT; return destroy(EVENT, event); }
int cuEventRecord(Object *event, void *handle) {
    IN_CONTEXT;
    Object *stream = stream_of(handle);
    if (!stream || !find(EVENT, event) || event->context != stream->context) return INVALID_HANDLE;
    if (stream->recording) return stream->invalid = 1, CAPTURE_UNSUPPORTED;
    event->stream = stream, event->until = stream->given;
    return SUCCESS;
}
int cuStreamWaitEvent(void *handle, Object *event, unsigned flags) {
    IN_CONTEXT; (void)flags;
    Object *stream = stream_of(handle);
    if (!stream || !find(EVENT, event)) return INVALID_HANDLE;
    if (stream->recording) return stream->invalid = 1, CAPTURE_ISOLATION;
    return event->stream ? give(stream, (Work){.kind = WAIT, .other = event->stream, .until = event->until}) : SUCCESS;
}
int cuEventQuery(Object *event) { IN_CONTEXT; if (!find(EVENT, event)) return INVALID_HANDLE; return event->stream && event->stream->done < event->until ? NOT_READY : SUCCESS; }
int cuEventSynchronize(Object *event) { IN_CONTEXT; if (!find(EVENT, event)) return INVALID_HANDLE; if (event->stream) drain(event->stream, event->until); return current()->fault; }

int cuStreamBeginCapture_v2(void *handle, int mode) {                      /* thread-local mode */
    IN_CONTEXT; (void)mode;
    Object *stream = stream_of(handle);
    if (!stream || stream->recording || (uintptr_t)handle <= 2) return CAPTURE_UNSUPPORTED;
    stream->recording = make(GRAPH), stream->invalid = 0, stream->thread = pthread_self(), captured = stream;
    return SUCCESS;
}
int cuStreamEndCapture(void *handle, Object **graph) {
    IN_CONTEXT;
    Object *stream = stream_of(handle);
    if (!stream || !stream->recording) return INVALID_VALUE;
    if (!pthread_equal(stream->thread, pthread_self())) return CAPTURE_WRONG_THREAD;
    *graph = stream->recording, stream->recording = captured = NULL;
    if (!stream->invalid) return SUCCESS;
    destroy(GRAPH, *graph);
    return *graph = NULL, CAPTURE_INVALIDATED;
}
int cuGraphInstantiateWithFlags(Object **exec, Object *graph, unsigned long long flags) {
    IN_CONTEXT; (void)flags;
    if (!find(GRAPH, graph)) return INVALID_HANDLE;
    *exec = make(GRAPH_EXEC);
    for (Work *work = graph->first; work; work = work->next) give(*exec, *work);
    return SUCCESS;
}
int cuGraphLaunch(Object *exec, void *handle) {
    IN_CONTEXT;
    Object *stream = stream_of(handle);
    if (!stream || !find(GRAPH_EXEC, exec)) return INVALID_HANDLE;
    for (Work *work = exec->first; work; work = work->next) give(stream, *work);
    return SUCCESS;
}
int cuGraphDestroy(Object *graph) { ANYWHERE; return destroy(GRAPH, graph); }
int cuGraphExecDestroy(Object *exec) { ANYWHERE; return destroy(GRAPH_EXEC, exec); }

/* A module is PTX text, of which the names and the sizes of a kernel's parameters are read. */
int cuModuleLoadData(Object **module, const char *text) { IN_CONTEXT; *module = make(MODULE), (*module)->text = strdup(text); return SUCCESS; }
int cuModuleUnload(Object *module) { IN_CONTEXT; return destroy(MODULE, module); }
int cuModuleGetFunction(Object ***function, Object *module, const char *name) {
    IN_CONTEXT;
    char entry[160];
    snprintf(entry, sizeof entry, ".entry %s(", name);
    const char *at = find(MODULE, module) ? strstr(module->text, entry) : NULL, *end = at ? strchr(at, ')') : NULL;
    if (!end || module->count == 8) return NOT_FOUND;
    Function *made = &module->functions[module->count++];
    snprintf(made->name, sizeof made->name, "%s", name);
    for (made->count = 0; (at = strstr(at, ".param .")) && at < end; at++)
        made->sizes[made->count++] = atoi(at + 9) / 8;                     /* .param .u64 */
    Object **handle = calloc(2, sizeof *handle);
    handle[0] = module, handle[1] = (Object *)made;
    return *function = handle, SUCCESS;
}
int cuLaunchKernel(Object **function, unsigned x, unsigned y, unsigned z, unsigned tx, unsigned ty, unsigned tz,
                   unsigned shared, void *stream, void **params, void **extra) {
    IN_CONTEXT; (void)shared, (void)extra;
    Function *made = (Function *)function[1];
    if (!find(MODULE, function[0]) || function[0]->context != current()) return INVALID_HANDLE;
    Work work = {.kind = KERNEL, .source = made->name, .blocks = x * y * z, .threads = tx * ty * tz};
    for (int i = 0; i < made->count; i++) memcpy(&work.values[i], params[i], made->sizes[i]);
    return give(stream_of(stream), work);
}

int cuGetProcAddress_v2(const char *symbol, void **function, int version, uint64_t flags, int *status) {
    static const char *const newest[] = {"_v4", "_v3", "_v2", ""};
    (void)version, (void)flags;
    Dl_info self;
    dladdr((void *)cuInit, &self);
    void *library = dlopen(self.dli_fname, RTLD_LAZY | RTLD_NOLOAD);
    *function = NULL;
    for (int i = 0; i < 4 && !*function; i++) {
        char name[160];
        snprintf(name, sizeof name, "%s%s", symbol, newest[i]);
        *function = dlsym(library, name);
    }
    if (status) *status = *function ? 0 : 1;                                /* CU_GET_PROC_ADDRESS_SYMBOL_NOT_FOUND */
    return *function ? SUCCESS : NOT_FOUND;
}
int cuGetProcAddress(const char *symbol, void **function, int version, uint64_t flags) { return cuGetProcAddress_v2(symbol, function, version, flags, NULL); }
