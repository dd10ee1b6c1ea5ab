/*
 * libvips as a peer of the benchmark: a worker process that speaks the protocol of dev.tomthumb.bench.Worker.
 *
 * It loads libvips at run time and declares what it calls by hand, so that it compiles without headers of libvips: the
 * npm package sharp brings the library alone. Every job is what imgproxy makes of it: a JPEG is shrunk while it is
 * loaded by 8, 4, 2 or 1, the largest that leaves at least the width asked for; vips_resize does the rest (Lanczos3).
 *
 * Usage: vips_peer /path/of/libvips-cpp.so
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define MOST_JOBS 64
#define LINE 4096

/* Numbers of the enumerations of libvips 8.18 that are passed as named arguments. */
enum { ACCESS_SEQUENTIAL = 1, SUBSAMPLE_AUTO = 0, KEEP_NONE = 0 };

typedef struct _VipsImage VipsImage;

static struct {
	int (*init)(const char *);
	const char *(*version_string)(void);
	void (*concurrency_set)(int);
	void (*cache_set_max)(int);
	const char *(*error_buffer)(void);
	void (*error_clear)(void);
	int (*jpegload_buffer)(void *, size_t, VipsImage **, ...);
	int (*pngload_buffer)(void *, size_t, VipsImage **, ...);
	int (*resize)(VipsImage *, VipsImage **, double, ...);
	int (*jpegsave_buffer)(VipsImage *, void **, size_t *, ...);
	int (*webpsave_buffer)(VipsImage *, void **, size_t *, ...);
	void *(*image_write_to_memory)(VipsImage *, size_t *);
	int (*image_get_width)(const VipsImage *);
	int (*image_get_height)(const VipsImage *);
	void (*object_unref)(void *);
	void (*free)(void *);
} vips;

typedef struct {
	int width;
	char output[16];
	int quality;
	void *file;
	size_t length;
	int source_width;
	int source_height;
} Job;

typedef struct {
	void *bytes;
	size_t length;
} Made;

static Job jobs[MOST_JOBS];

static void *symbol(void *library, const char *name)
{
	void *found = dlsym(library, name);
	if (!found) {
		fprintf(stderr, "%s is not in the library\n", name);
		exit(1);
	}
	return found;
}

/* A data pointer into a function pointer, the way POSIX shows it for dlsym. */
#define LOAD(field, name) (*(void **) &vips.field = symbol(library, name))

static void load_library(const char *path)
{
	void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!library) {
		fprintf(stderr, "%s\n", dlerror());
		exit(1);
	}
	LOAD(init, "vips_init");
	LOAD(version_string, "vips_version_string");
	LOAD(concurrency_set, "vips_concurrency_set");
	LOAD(cache_set_max, "vips_cache_set_max");
	LOAD(error_buffer, "vips_error_buffer");
	LOAD(error_clear, "vips_error_clear");
	LOAD(jpegload_buffer, "vips_jpegload_buffer");
	LOAD(pngload_buffer, "vips_pngload_buffer");
	LOAD(resize, "vips_resize");
	LOAD(jpegsave_buffer, "vips_jpegsave_buffer");
	LOAD(webpsave_buffer, "vips_webpsave_buffer");
	LOAD(image_write_to_memory, "vips_image_write_to_memory");
	LOAD(image_get_width, "vips_image_get_width");
	LOAD(image_get_height, "vips_image_get_height");
	LOAD(object_unref, "g_object_unref");
	LOAD(free, "g_free");
	if (vips.init("vips_peer")) {
		fprintf(stderr, "%s\n", vips.error_buffer());
		exit(1);
	}
	vips.concurrency_set(1);
	vips.cache_set_max(0);
}

/* 0, or an error of libvips. */
static int read_size(Job *job)
{
	VipsImage *image;
	int failed = strcmp(job->output, "pixels") == 0
		? vips.pngload_buffer(job->file, job->length, &image, NULL)
		: vips.jpegload_buffer(job->file, job->length, &image, NULL);
	if (failed)
		return failed;
	job->source_width = vips.image_get_width(image);
	job->source_height = vips.image_get_height(image);
	vips.object_unref(image);
	return 0;
}

static int shrink_on_load(const Job *job)
{
	double factor = (double) job->source_width / job->width;
	for (int shrink = 8; shrink > 1; shrink /= 2)
		if (shrink <= factor)
			return shrink;
	return 1;
}

static int decode(const Job *job, Made *made)
{
	VipsImage *image;
	if (vips.pngload_buffer(job->file, job->length, &image, "access", ACCESS_SEQUENTIAL, NULL))
		return -1;
	made->bytes = vips.image_write_to_memory(image, &made->length);
	vips.object_unref(image);
	return made->bytes ? 0 : -1;
}

static int save(const Job *job, VipsImage *image, Made *made)
{
	if (strcmp(job->output, "webp") == 0)
		return vips.webpsave_buffer(image, &made->bytes, &made->length,
			"Q", job->quality, "effort", 4, "keep", KEEP_NONE, NULL);
	return vips.jpegsave_buffer(image, &made->bytes, &made->length,
		"Q", job->quality, "optimize_coding", 0, "interlace", 0,
		"subsample_mode", SUBSAMPLE_AUTO, "keep", KEEP_NONE, NULL);
}

static int thumbnail(const Job *job, Made *made)
{
	VipsImage *loaded;
	VipsImage *resized;
	if (vips.jpegload_buffer(job->file, job->length, &loaded,
			"access", ACCESS_SEQUENTIAL, "shrink", shrink_on_load(job), NULL))
		return -1;
	double height = round((double) job->source_height * job->width / job->source_width);
	double across = (double) job->width / vips.image_get_width(loaded);
	double down = height / vips.image_get_height(loaded);
	int failed = vips.resize(loaded, &resized, across, "vscale", down, NULL);
	vips.object_unref(loaded);
	if (failed)
		return failed;
	failed = save(job, resized, made);
	vips.object_unref(resized);
	return failed;
}

static int make(const Job *job, Made *made)
{
	return strcmp(job->output, "pixels") == 0 ? decode(job, made) : thumbnail(job, made);
}

static int64_t cpu_nanos(void)
{
	struct rusage used;
	getrusage(RUSAGE_SELF, &used);
	int64_t seconds = used.ru_utime.tv_sec + used.ru_stime.tv_sec;
	int64_t micros = used.ru_utime.tv_usec + used.ru_stime.tv_usec;
	return seconds * 1000000000 + micros * 1000;
}

/* FNV-1a, 32 bits. */
static uint32_t checksum(const Made *made)
{
	const unsigned char *bytes = made->bytes;
	uint32_t sum = 2166136261u;
	for (size_t i = 0; i < made->length; i++)
		sum = (sum ^ bytes[i]) * 16777619u;
	return sum;
}

/* One line for the runner, whatever is in the text. */
static void complain(const char *text)
{
	printf("error ");
	for (; *text; text++)
		putchar(*text == '\n' ? ' ' : *text);
	putchar('\n');
	vips.error_clear();
}

static int read_file(const char *path, Job *job)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return -1;
	fseek(file, 0, SEEK_END);
	job->length = (size_t) ftell(file);
	rewind(file);
	free(job->file);
	job->file = malloc(job->length);
	size_t got = job->file ? fread(job->file, 1, job->length, file) : 0;
	fclose(file);
	return got == job->length ? 0 : -1;
}

static void define(const char *arguments)
{
	int id;
	char path[LINE];
	Job job = {0};
	if (sscanf(arguments, "%d %d %15s %d %4095[^\n]", &id, &job.width, job.output, &job.quality, path) != 5
			|| id < 0 || id >= MOST_JOBS) {
		complain("a job has an id, a width, an output, a quality and a file");
		return;
	}
	if (read_file(path, &job)) {
		complain("the file cannot be read");
		return;
	}
	if (read_size(&job)) {
		complain(vips.error_buffer());
		return;
	}
	free(jobs[id].file);
	jobs[id] = job;
	printf("ok\n");
}

static void run(const char *arguments)
{
	int id;
	int repetitions;
	Made made = {0};
	if (sscanf(arguments, "%d %d", &id, &repetitions) != 2 || id < 0 || id >= MOST_JOBS || !jobs[id].file) {
		complain("a run has the id of a job and a number of repetitions");
		return;
	}
	int64_t start = cpu_nanos();
	for (int i = 0; i < repetitions; i++) {
		vips.free(made.bytes);
		made.bytes = NULL;
		if (make(&jobs[id], &made)) {
			complain(vips.error_buffer());
			return;
		}
	}
	int64_t used = cpu_nanos() - start;
	printf("ok %lld %zu %u\n", (long long) used, made.length, checksum(&made));
	vips.free(made.bytes);
}

static void write_result(const char *arguments)
{
	int id;
	char path[LINE];
	Made made = {0};
	if (sscanf(arguments, "%d %4095[^\n]", &id, path) != 2 || id < 0 || id >= MOST_JOBS || !jobs[id].file) {
		complain("a result to save has the id of a job and a file");
		return;
	}
	if (make(&jobs[id], &made)) {
		complain(vips.error_buffer());
		return;
	}
	FILE *file = fopen(path, "wb");
	size_t put = file ? fwrite(made.bytes, 1, made.length, file) : 0;
	if (file)
		fclose(file);
	vips.free(made.bytes);
	if (put == made.length)
		printf("ok\n");
	else
		complain("the result cannot be written");
}

int main(int count, char **arguments)
{
	char line[LINE];
	if (count != 2) {
		fprintf(stderr, "usage: vips_peer /path/of/libvips-cpp.so\n");
		return 1;
	}
	load_library(arguments[1]);
	printf("ready libvips %s\n", vips.version_string());
	fflush(stdout);
	while (fgets(line, sizeof line, stdin)) {
		if (strncmp(line, "job ", 4) == 0)
			define(line + 4);
		else if (strncmp(line, "run ", 4) == 0)
			run(line + 4);
		else if (strncmp(line, "save ", 5) == 0)
			write_result(line + 5);
		else
			complain("commands are job, run and save");
		fflush(stdout);
	}
	return 0;
}
