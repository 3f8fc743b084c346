/* A model with large states, run by a schedule in text with every operation timed.
 *
 *     model measure SIZE TIMES              prints the times of a step and of a backward step
 *     model run SIZE FOLDER SCHEDULE        runs the schedule, level 0 in memory, the others in files below FOLDER
 *
 * A diffusion with a source on a ring; its adjoint is the gradient of the sum of the last state. Each answer is one line of
 * JSON. All memory and all files of slots are used once before the clock starts: drivers that keep their slots pay for that
 * once, however long they run. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { KINDS = 7, LEVELS = 8, NAME = 4096 };
enum { FORWARD, BACKWARD, COPY, FETCH, SAVE, LOAD, DISCARD };
static const char *const names[KINDS] = {"forward", "backward", "memoryWrite", "memoryRead", "fileWrite", "fileRead", "discard"};

typedef struct { char word; long a, b; } operation;
typedef struct { long state; double *memory; } slot;

static long count; /* of the numbers in a state */
static double *state, *next, *adjoint, *spare;
static slot *slots[LEVELS];
static long slot_counts[LEVELS];
static const char *folder;
static const double spread = 0.2, source = 0.01;

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static _Noreturn void fail(const char *what) {
  fprintf(stderr, "model: %s: %s\n", what, errno ? strerror(errno) : "is not what it should be");
  exit(1);
}

/* Memory for one state, used once. */
static double *room(void) {
  double *numbers = aligned_alloc(4096, (size_t)count * sizeof *numbers);
  if (!numbers) fail("memory");
  for (long i = 0; i < count; i++) numbers[i] = 1;
  return numbers;
}

static void swap(double **a, double **b) {
  double *kept = *a;
  *a = *b;
  *b = kept;
}

static void step_at(long i, long left, long right) {
  next[i] = state[i] + spread * (state[left] - 2 * state[i] + state[right]) + source * exp(-state[i]);
}

static void step(void) {
  step_at(0, count - 1, 1);
  for (long i = 1; i < count - 1; i++) step_at(i, i - 1, i + 1);
  step_at(count - 1, count - 2, 0);
  swap(&state, &next);
}

static void step_back_at(long i, long left, long right) {
  spare[i] = adjoint[i] * (1 - 2 * spread - source * exp(-state[i])) + spread * (adjoint[left] + adjoint[right]);
}

/* The adjoint of the step from the state at hand; the turn begins with the gradient of the sum. */
static void step_back(int is_turn) {
  if (is_turn)
    for (long i = 0; i < count; i++) adjoint[i] = 1;
  step_back_at(0, count - 1, 1);
  for (long i = 1; i < count - 1; i++) step_back_at(i, i - 1, i + 1);
  step_back_at(count - 1, count - 2, 0);
  swap(&adjoint, &spare);
}

static void begin(const char *size) {
  count = atol(size) / (long)sizeof(double);
  if (count < 3) fail(size);
  state = room(), next = room(), adjoint = room(), spare = room();
  for (long i = 0; i < count; i++) state[i] = sin(1e-3 * (double)i);
}

static void name_file(char name[NAME], const char *kind, long level, long number) {
  if (snprintf(name, NAME, "%s/%ld-%s-%ld", folder, level, kind, number) >= NAME) fail(folder);
}

/* Moves the state at hand to or from a file. */
static void move(const char *name, int is_write) {
  int file = open(name, is_write ? O_WRONLY | O_CREAT : O_RDONLY, 0600);
  if (file < 0) fail(name);
  size_t size = (size_t)count * sizeof *state;
  for (size_t done = 0; done < size;) {
    char *place = (char *)state + done;
    ssize_t part = is_write ? write(file, place, size - done) : read(file, place, size - done);
    if (part <= 0) fail(name);
    done += (size_t)part;
  }
  if (close(file)) fail(name);
}

static long find(long level, long number) {
  for (long k = 0; k < slot_counts[level]; k++)
    if (slots[level][k].state == number) return k;
  errno = 0;
  fail("a state in a slot");
}

/* What is forgotten keeps its file under another name, and a state has its own name only while it is whole. */
static int transfer(char word, long level, long number) {
  long k = find(level, word == 'w' ? -1 : number);
  slot *place = &slots[level][k];
  char kept[NAME], free_name[NAME];
  if (level > 0) name_file(kept, "state", level, k), name_file(free_name, "free", level, k);
  if (word == 'w') {
    place->state = number;
    if (level == 0) return memcpy(place->memory, state, (size_t)count * sizeof *state), COPY;
    move(free_name, 1);
    if (rename(free_name, kept)) fail(kept);
    return SAVE;
  }
  if (word == 'r') {
    if (level == 0) return memcpy(state, place->memory, (size_t)count * sizeof *state), FETCH;
    return move(kept, 0), LOAD;
  }
  place->state = -1;
  if (level > 0 && rename(kept, free_name)) fail(kept);
  return DISCARD;
}

/* Reads the operations, and makes as many slots as they need at the same time. */
static operation *read_schedule(const char *name, long *operations, long *length) {
  FILE *file = fopen(name, "r");
  if (!file) fail(name);
  operation *list = NULL;
  long held[LEVELS] = {0}, used = 0, space = 0;
  char *line = NULL;
  size_t width = 0;
  *length = -1;
  while (getline(&line, &width, file) > 0) {
    char word[20];
    operation o = {0};
    if (*line == '#') continue;
    int fields = sscanf(line, "%19s %ld %ld", word, &o.a, &o.b);
    o.word = *word;
    if (fields < 2 || (o.word != 'b' && fields < 3) || !strchr("fbwrd", o.word)) fail(line);
    if (strchr("wrd", o.word) && (o.a < 0 || o.a >= LEVELS)) fail(line);
    /* The first backward step is the turn. */
    if (o.word == 'b' && *length < 0) *length = o.a;
    if (o.word == 'w' && ++held[o.a] > slot_counts[o.a]) slot_counts[o.a] = held[o.a];
    if (o.word == 'd') held[o.a]--;
    if (used == space && !(list = realloc(list, (size_t)(space = 2 * space + 64) * sizeof *list))) fail("memory");
    list[used++] = o;
  }
  free(line);
  fclose(file);
  *operations = used;
  for (long level = 0; level < LEVELS; level++) {
    slots[level] = calloc((size_t)slot_counts[level] + 1, sizeof(slot));
    for (long k = 0; k < slot_counts[level]; k++) {
      char path[NAME];
      slots[level][k].state = -1;
      if (level == 0) slots[level][k].memory = room();
      else name_file(path, "free", level, k), move(path, 1);
    }
  }
  return list;
}

static void run(const char *schedule) {
  long operations, length, counts[KINDS] = {0};
  double times[KINDS] = {0};
  operation *list = read_schedule(schedule, &operations, &length);
  sync();
  double start = seconds(CLOCK_MONOTONIC), computing = seconds(CLOCK_PROCESS_CPUTIME_ID);
  for (long k = 0; k < operations; k++) {
    operation o = list[k];
    double before = seconds(CLOCK_MONOTONIC);
    int kind = FORWARD;
    long steps = 1;
    if (o.word == 'f') {
      steps = o.b - o.a;
      for (long i = 0; i < steps; i++) step();
    } else if (o.word == 'b') {
      kind = BACKWARD;
      step_back(o.a == length);
    } else {
      kind = transfer(o.word, o.a, o.b);
    }
    times[kind] += seconds(CLOCK_MONOTONIC) - before;
    counts[kind] += steps;
  }
  double wall = seconds(CLOCK_MONOTONIC) - start, cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - computing, sum = 0;
  for (long i = 0; i < count; i++) sum += adjoint[i] * sin(7e-4 * (double)i);
  printf("{\"wall\": %.6f, \"cpu\": %.6f, \"gradient\": \"%.17g\"", wall, cpu, sum);
  for (int kind = 0; kind < KINDS; kind++)
    printf(", \"%s\": {\"count\": %ld, \"each\": %.6f}", names[kind], counts[kind], counts[kind] ? times[kind] / (double)counts[kind] : 0);
  printf("}\n");
}

static void measure(int times) {
  printf("{\"forward\": [");
  double backward[1000];
  for (int k = 0; k < times && k < 1000; k++) {
    double before = seconds(CLOCK_MONOTONIC);
    step();
    double between = seconds(CLOCK_MONOTONIC);
    step_back(k == 0);
    backward[k] = seconds(CLOCK_MONOTONIC) - between;
    printf("%s%.6f", k ? ", " : "", between - before);
  }
  printf("], \"backward\": [");
  for (int k = 0; k < times && k < 1000; k++) printf("%s%.6f", k ? ", " : "", backward[k]);
  printf("]}\n");
}

int main(int argc, char **argv) {
  if (argc == 4 && !strcmp(argv[1], "measure")) {
    begin(argv[2]);
    measure(atoi(argv[3]));
  } else if (argc == 5 && !strcmp(argv[1], "run")) {
    folder = argv[3];
    begin(argv[2]);
    run(argv[4]);
  } else {
    fprintf(stderr, "usage: model measure SIZE TIMES | model run SIZE FOLDER SCHEDULE\n");
    return 64;
  }
  return 0;
}
