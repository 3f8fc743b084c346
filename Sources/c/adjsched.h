/* Runs an adjoint by a schedule of adjsched. C11, this file alone.
 *
 *     adjsched hrevolve --steps 2000 --level 5 --level disk=20:5:5 --slots | ./model
 *
 *     adjsched_driver driver = {
 *         .state = u, .state_bytes = sizeof u,            // holds x_0
 *         .forward = step, .backward = adjoint_step,      // your model
 *         .levels = (adjsched_level[]){{0}, {.folder = "/scratch"}}, .level_count = 2};
 *     if (adjsched_run(&driver, stdin)) fprintf(stderr, "%s\n", driver.error);
 *
 * The driver moves states between `state` and the slots of the levels, and calls the model for everything else. The
 * adjoint, and the gradient of parameters, are the model's own: `backward` starts them at the turn and adds to them.
 * Schedules with tapes need the functions for tapes in place of `backward`. Joins are refused.
 *
 * Every operation is checked before it runs. An error is one sentence with the line of the schedule and the remedy.
 */
#ifndef ADJSCHED_H
#define ADJSCHED_H

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* No line of a schedule reaches 1000 bytes. */
enum { ADJSCHED_LINE = 1024, ADJSCHED_ERROR = 1500, ADJSCHED_PATH = 4096, ADJSCHED_LEVELS = 1000 };

/* Where a level of the schedule keeps its states. */
typedef struct adjsched_level {
  /* An existing folder for one file per slot; NULL for memory. */
  const char *folder;
  /* Not 0: each write waits until its file is on the device, so that it survives a power failure. */
  int durable;
} adjsched_level;

/* Fill in the first part, leave the rest 0. */
typedef struct adjsched_driver {
  /* The state at hand: x_0 before the run. */
  void *state;
  size_t state_bytes;
  /* Runs step `step`: x_step before, x_{step+1} after. Returns 0, or something else to end the run. */
  int (*forward)(void *model, int64_t step);
  /* Runs the backward step `step` from x_step, which it may overwrite. The turn comes first and starts the adjoint: with
   * schedules for --steps N it is that of the last step, N - 1. */
  int (*backward)(void *model, int64_t step, int is_turn);
  /* With tapes: the bytes of a tape, and three functions, each of which returns 0 or ends the run. `tape` runs a step like
   * `forward` and fills the tape; `from_tape` puts x_{step+1} into the state; `backward_tape` runs the backward step, the
   * first of all being that of the last step, which starts the adjoint. A tape has no fixed address. */
  size_t tape_bytes;
  int (*tape)(void *model, int64_t step, void *tape);
  int (*from_tape)(void *model, int64_t step, const void *tape);
  int (*backward_tape)(void *model, int64_t step, int is_first, const void *tape);
  void *model;
  /* The levels, in the order of the schedule. Levels that it does not use may be left out. */
  const adjsched_level *levels;
  int level_count;
  /* Part of the file names, such as the rank; NULL for none. Runs at the same time need folders or labels of their own. */
  const char *label;
  /* Not 0: fills every slot before the first operation, so that a disk without room shows at once, and no operation has to
   * wait for a new file or new memory. Only for schedules without tapes, whose slots are of one size. */
  int prepare;
  /* Puts the next line, without its end, into `line`: returns 1, 0 at the end, -1 after an error. NULL reads the file
   * that adjsched_run was given. With MPI one rank reads and broadcasts. */
  int (*next_line)(void *source, char *line, size_t size);
  void *source;

  /* What the run did, and why it ended. */
  int64_t length, forward_steps, writes, reads, tapes;
  char error[ADJSCHED_ERROR];

  /* The driver's own. */
  struct adjsched_store_ *stores_;
  int store_count_;
  int64_t line_, due_, at_hand_;
  int begun_, has_tapes_, in_chain_;
  void *tape_;
  uint64_t run_;
  char text_[ADJSCHED_LINE];
} adjsched_driver;

/* Runs the schedule read from `schedule`. Returns 0, or -1 with the reason in `driver->error`. */
static inline int adjsched_run(adjsched_driver *driver, FILE *schedule);

/* ------------------------------------------------------------------------------------------------------------------- */

/* A slot, the number of the state or of the tape in it, or -1, and its memory if the level has no folder. */
typedef struct adjsched_slot_ {
  int64_t held;
  int is_tape, has_file;
  void *memory;
} adjsched_slot_;

/* A level and its slots. */
typedef struct adjsched_store_ {
  char name[72];
  int64_t slot_count;
  adjsched_slot_ *slots;
} adjsched_store_;

/* What follows the state or tape in a slot's file, so that the file of another run or state is not mistaken for it. */
typedef struct adjsched_trailer_ {
  char magic[8];
  uint64_t run;
  int64_t held, is_tape;
  uint64_t bytes;
} adjsched_trailer_;

#if defined __unix__ || defined __APPLE__
/* Of POSIX, which a program in strict C11 may not have declared. */
extern int fileno(FILE *);
extern int fsync(int);
static inline int adjsched_sync_(FILE *file) { return fflush(file) == 0 && fsync(fileno(file)) == 0 ? 0 : -1; }
#else
static inline int adjsched_sync_(FILE *file) {
  (void)file;
  errno = ENOSYS;
  return -1;
}
#endif

static inline int adjsched_fail_(adjsched_driver *d, const char *format, ...) {
  int used = d->line_ > 0 ? snprintf(d->error, sizeof d->error, "line %" PRId64 " (%.60s): ", d->line_, d->text_) : 0;
  va_list list;
  va_start(list, format);
  vsnprintf(d->error + used, sizeof d->error - (size_t)used, format, list);
  va_end(list);
  return -1;
}

/* Takes the next word of a line: writes its first bytes into `word`, returns 0 if there is none. */
static inline int adjsched_word_(const char **cursor, char *word, size_t size) {
  const char *from = *cursor + strspn(*cursor, " \t\r");
  size_t count = strcspn(from, " \t\r");
  *cursor = from + count;
  snprintf(word, size, "%.*s", (int)(count < size ? count : size - 1), from);
  return count > 0;
}

/* Takes the next word, which must be an integer >= 0. */
static inline int adjsched_number_(const char **cursor, int64_t *number) {
  char word[24], *end;
  if (!adjsched_word_(cursor, word, sizeof word) || word[0] < '0' || word[0] > '9') return 0;
  errno = 0;
  *number = strtoll(word, &end, 10);
  return *end == 0 && errno == 0;
}

/* ---- The comment lines before the operations. */

/* Whether the chain has tapes, from its line or one that continues it, as a long list of costs does. */
static inline void adjsched_find_tapes_(adjsched_driver *d, const char *cursor) {
  char word[16];
  while (adjsched_word_(&cursor, word, sizeof word))
    if (strcmp(word, "tape-size") == 0 || strcmp(word, "adjoint-cost") == 0) d->has_tapes_ = 1;
  if (d->has_tapes_) d->due_ = d->length - 1;
}

static inline int adjsched_comment_(adjsched_driver *d, const char *cursor) {
  char word[72];
  /* The slots are allocated by then. */
  if (d->begun_) return 0;
  const char *rest = cursor;
  if (!adjsched_word_(&cursor, word, sizeof word)) return 0;
  d->in_chain_ = strcmp(word, "chain") == 0 || (d->in_chain_ && strcmp(word, "level") != 0);
  if (strcmp(word, "join") == 0) return adjsched_fail_(d, "this driver does not run joins; give it the schedule of a chain");
  if (strcmp(word, "chain") == 0) {
    if (!adjsched_word_(&cursor, word, sizeof word) || strcmp(word, "length") != 0 || !adjsched_number_(&cursor, &d->length))
      return adjsched_fail_(d, "the chain has no length; give a schedule that adjsched wrote");
    d->due_ = d->length;
    adjsched_find_tapes_(d, cursor);
  } else if (d->in_chain_) {
    adjsched_find_tapes_(d, rest);
  } else if (strcmp(word, "level") == 0) {
    int64_t index;
    char name[72];
    if (!adjsched_number_(&cursor, &index) || index != d->store_count_ || index >= ADJSCHED_LEVELS ||
        !adjsched_word_(&cursor, name, sizeof name))
      return adjsched_fail_(d, "the levels are not in order; give a schedule that adjsched wrote");
    adjsched_store_ *stores = realloc(d->stores_, ((size_t)index + 1) * sizeof *stores);
    if (!stores) return adjsched_fail_(d, "there is no memory left");
    d->stores_ = stores;
    stores[index] = (adjsched_store_){.slot_count = -1};
    memcpy(stores[index].name, name, sizeof name);
    d->store_count_++;
  } else if (strcmp(word, "use") == 0) {
    int64_t index;
    if (!adjsched_number_(&cursor, &index) || index >= d->store_count_ || !adjsched_word_(&cursor, word, sizeof word))
      return adjsched_fail_(d, "the use of a level has no number; give a schedule that adjsched wrote");
    while (adjsched_word_(&cursor, word, sizeof word))
      if (strcmp(word, "peak-slots") == 0 && !adjsched_number_(&cursor, &d->stores_[index].slot_count))
        return adjsched_fail_(d, "peak-slots is not a number; give a schedule that adjsched wrote");
  }
  return 0;
}

/* Where a state or a tape of a slot is in memory: new memory if the slot has none. With tapes, slots take it when they are
 * filled and give it back, since what they hold differs in size. */
static inline void *adjsched_memory_(adjsched_driver *d, adjsched_slot_ *slot) {
  if (!slot->memory) slot->memory = malloc(slot->is_tape ? d->tape_bytes : d->state_bytes);
  return slot->memory;
}

static inline int adjsched_no_memory_(adjsched_driver *d, int level) {
  return adjsched_fail_(d, "no memory for the %" PRId64 " slots of level %d, %s, with states of %zu bytes; plan with fewer",
                        d->stores_[level].slot_count, level, d->stores_[level].name, d->state_bytes);
}

static inline int adjsched_save_(adjsched_driver *d, int64_t level, int64_t slot, const void *bytes);

/* Allocates the slots, once all comment lines before the operations have been read. */
static inline int adjsched_begin_(adjsched_driver *d) {
  if (d->length < 0) return adjsched_fail_(d, "there is no line \"# chain\" before the operations; keep the comment lines");
  if (d->has_tapes_ && (!d->tape_bytes || !d->tape || !d->from_tape || !d->backward_tape))
    return adjsched_fail_(d, "the chain has tapes; give the driver tape_bytes, tape, from_tape and backward_tape, or plan without "
                             "tapeSize and adjointCost");
  if (!d->has_tapes_ && !d->backward) return adjsched_fail_(d, "the chain has no tapes; give the driver the function backward");
  if (d->has_tapes_ && !(d->tape_ = malloc(d->tape_bytes))) return adjsched_fail_(d, "there is no memory for one tape");
  for (int k = 0; k < d->store_count_; k++) {
    adjsched_store_ *store = &d->stores_[k];
    if (store->slot_count < 0)
      return adjsched_fail_(d, "there is no line \"# use %d\" before the operations; write the schedule with this adjsched", k);
    if (store->slot_count == 0) continue;
    if (k >= d->level_count)
      return adjsched_fail_(d, "the program describes %d levels, and the schedule uses level %d, %s; describe it, or plan without it",
                            d->level_count, k, store->name);
    if ((uint64_t)store->slot_count > SIZE_MAX / sizeof *store->slots) return adjsched_no_memory_(d, k);
    store->slots = calloc((size_t)store->slot_count, sizeof *store->slots);
    if (!store->slots) return adjsched_no_memory_(d, k);
    for (int64_t slot = 0; slot < store->slot_count; slot++) {
      store->slots[slot].held = -1;
      if (d->has_tapes_) continue;
      if (!d->levels[k].folder && !adjsched_memory_(d, &store->slots[slot])) return adjsched_no_memory_(d, k);
      if (!d->prepare) continue;
      if (d->levels[k].folder ? adjsched_save_(d, k, slot, d->state) : !memcpy(store->slots[slot].memory, d->state, d->state_bytes))
        return -1;
    }
  }
  d->begun_ = 1;
  return 0;
}

/* ---- Slots in files. */

static inline int adjsched_path_(adjsched_driver *d, int64_t level, int64_t slot, const char *end, char path[ADJSCHED_PATH]) {
  const char *label = d->label ? d->label : "";
  int used = snprintf(path, ADJSCHED_PATH, "%s/adjsched%s%s-level%" PRId64 "-slot%" PRId64 "%s", d->levels[level].folder,
                      *label ? "-" : "", label, level, slot, end);
  if (used >= ADJSCHED_PATH) return adjsched_fail_(d, "the name of the folder is too long");
  return 0;
}

/* Waits until the names in a level's folder are on the device. */
static inline int adjsched_sync_folder_(adjsched_driver *d, int64_t level) {
  FILE *folder = fopen(d->levels[level].folder, "r");
  int failed = !folder || adjsched_sync_(folder);
  int reason = errno;
  if (folder) fclose(folder);
  return failed ? adjsched_fail_(d, "%s: %s; leave durable 0 there", d->levels[level].folder, strerror(reason)) : 0;
}

/* Overwrites the slot's file, since a new file costs more. It has another name until it is complete, so that under its own
 * name there is a whole state at any time. */
static inline int adjsched_save_(adjsched_driver *d, int64_t level, int64_t slot, const void *bytes) {
  adjsched_slot_ *place = &d->stores_[level].slots[slot];
  int durable = d->levels[level].durable;
  size_t size = place->is_tape ? d->tape_bytes : d->state_bytes;
  char path[ADJSCHED_PATH], writing[ADJSCHED_PATH];
  if (adjsched_path_(d, level, slot, "", path) || adjsched_path_(d, level, slot, ".writing", writing)) return -1;
  if (place->has_file) {
    if (rename(path, writing) != 0)
      return adjsched_fail_(d, "%s: %s; leave the driver's files alone while it runs", path, strerror(errno));
    if (durable && adjsched_sync_folder_(d, level)) return remove(writing), -1;
  }
  FILE *file = fopen(writing, place->has_file ? "r+b" : "wb");
  if (!file) return adjsched_fail_(d, "%s: %s; name an existing folder that may be written", writing, strerror(errno));
  setvbuf(file, NULL, _IONBF, 0);
  adjsched_trailer_ trailer = {.run = d->run_, .held = place->held, .is_tape = place->is_tape, .bytes = size};
  memcpy(trailer.magic, "adjsched", 8);
  int failed = fwrite(bytes, 1, size, file) != size || fwrite(&trailer, sizeof trailer, 1, file) != 1 ||
               (durable && adjsched_sync_(file));
  int reason = errno;
  if (fclose(file) != 0 && !failed) {
    failed = 1;
    reason = errno;
  }
  if (!failed && rename(writing, path) != 0) {
    failed = 1;
    reason = errno;
  }
  if (failed) {
    remove(writing);
    place->has_file = 0;
    return adjsched_fail_(d, "%s: %s; make room, or plan with fewer slots on level %" PRId64, path, strerror(reason), level);
  }
  place->has_file = 1;
  return durable ? adjsched_sync_folder_(d, level) : 0;
}

static inline int adjsched_load_(adjsched_driver *d, int64_t level, int64_t slot, void *bytes) {
  const adjsched_slot_ *place = &d->stores_[level].slots[slot];
  size_t size = place->is_tape ? d->tape_bytes : d->state_bytes;
  char path[ADJSCHED_PATH];
  if (adjsched_path_(d, level, slot, "", path)) return -1;
  FILE *file = fopen(path, "rb");
  if (!file) return adjsched_fail_(d, "%s: %s; leave the driver's files alone while it runs", path, strerror(errno));
  setvbuf(file, NULL, _IONBF, 0);
  adjsched_trailer_ trailer;
  int is_whole = fread(bytes, 1, size, file) == size && fread(&trailer, sizeof trailer, 1, file) == 1;
  fclose(file);
  if (!is_whole || memcmp(trailer.magic, "adjsched", 8) != 0 || trailer.run != d->run_ || trailer.held != place->held ||
      trailer.is_tape != place->is_tape || trailer.bytes != size)
    return adjsched_fail_(d, "%s: is not what this run wrote; give each run a folder or a label of its own", path);
  return 0;
}

/* ---- Operations. */

/* The slot of an operation, or NULL where there is none. */
static inline adjsched_slot_ *adjsched_place_(adjsched_driver *d, int64_t level, int64_t number, int64_t slot) {
  if (level < d->store_count_ && slot < d->stores_[level].slot_count && number <= d->length) return &d->stores_[level].slots[slot];
  adjsched_fail_(d, "there is no such level, slot or state; ask adjsched verify");
  return NULL;
}

static inline int adjsched_free_(adjsched_driver *d, adjsched_slot_ *place) {
  place->held = -1;
  if (d->has_tapes_) {
    free(place->memory);
    place->memory = NULL;
  }
  return 0;
}

/* Writes ('w'), reads ('r') or discards ('d') a state. */
static inline int adjsched_move_(adjsched_driver *d, char word, int64_t level, int64_t state, int64_t slot) {
  adjsched_slot_ *place = adjsched_place_(d, level, state, slot);
  if (!place) return -1;
  int in_memory = !d->levels[level].folder;
  if (word == 'w') {
    if (d->at_hand_ != state) return adjsched_fail_(d, "the state at hand is another; ask adjsched verify");
    if (place->held >= 0) return adjsched_fail_(d, "the slot is taken, by number %" PRId64 "; ask adjsched verify", place->held);
    place->held = state;
    place->is_tape = 0;
    if (in_memory && !adjsched_memory_(d, place)) return adjsched_no_memory_(d, (int)level);
    if (in_memory) {
      memcpy(place->memory, d->state, d->state_bytes);
    } else if (adjsched_save_(d, level, slot, d->state)) {
      return -1;
    }
    d->writes++;
    return 0;
  }
  if (place->held != state || place->is_tape) return adjsched_fail_(d, "the slot does not hold that state; ask adjsched verify");
  if (word == 'd') return adjsched_free_(d, place);
  d->at_hand_ = -1;
  if (in_memory) {
    memcpy(d->state, place->memory, d->state_bytes);
  } else if (adjsched_load_(d, level, slot, d->state)) {
    return -1;
  }
  d->at_hand_ = state;
  d->reads++;
  return 0;
}

/* Runs a step and keeps its tape. */
static inline int adjsched_tape_step_(adjsched_driver *d, int64_t level, int64_t step, int64_t slot) {
  adjsched_slot_ *place = adjsched_place_(d, level, step, slot);
  if (!place) return -1;
  if (!d->has_tapes_) return adjsched_fail_(d, "the chain has no tapes; ask adjsched verify");
  if (step == d->length || d->at_hand_ != step || place->held >= 0)
    return adjsched_fail_(d, "the slot is taken, or the state at hand is another; ask adjsched verify");
  d->at_hand_ = -1;
  place->held = step;
  place->is_tape = 1;
  int in_memory = !d->levels[level].folder;
  if (in_memory && !adjsched_memory_(d, place)) return adjsched_no_memory_(d, (int)level);
  void *tape = in_memory ? place->memory : d->tape_;
  if (d->tape(d->model, step, tape)) return adjsched_fail_(d, "the model's step failed");
  d->forward_steps++;
  if (!in_memory && adjsched_save_(d, level, slot, tape)) return -1;
  d->at_hand_ = step + 1;
  d->tapes++;
  return 0;
}

/* A stored tape, in memory; NULL after an error. */
static inline const void *adjsched_find_tape_(adjsched_driver *d, int64_t level, int64_t step, int64_t slot) {
  adjsched_slot_ *place = adjsched_place_(d, level, step, slot);
  if (!place) return NULL;
  if (place->held != step || !place->is_tape) {
    adjsched_fail_(d, "the slot does not hold that tape; ask adjsched verify");
    return NULL;
  }
  if (!d->levels[level].folder) return place->memory;
  return adjsched_load_(d, level, slot, d->tape_) ? NULL : d->tape_;
}

static inline int adjsched_read_tape_(adjsched_driver *d, int64_t level, int64_t step, int64_t slot) {
  const void *tape = adjsched_find_tape_(d, level, step, slot);
  if (!tape) return -1;
  d->at_hand_ = -1;
  if (d->from_tape(d->model, step, tape)) return adjsched_fail_(d, "the model finds no state in the tape");
  d->at_hand_ = step + 1;
  d->reads++;
  return 0;
}

static inline int adjsched_backward_tape_(adjsched_driver *d, int64_t step, int64_t level, int64_t slot) {
  if (step != d->due_) return adjsched_fail_(d, "backward step %" PRId64 " is next; ask adjsched verify", d->due_);
  const void *tape = adjsched_find_tape_(d, level, step, slot);
  if (!tape) return -1;
  if (d->backward_tape(d->model, step, step == d->length - 1, tape)) return adjsched_fail_(d, "the model's backward step failed");
  d->due_--;
  return adjsched_free_(d, &d->stores_[level].slots[slot]);
}

static inline int adjsched_forward_(adjsched_driver *d, int64_t from, int64_t to) {
  if (from >= to || to > d->length || d->at_hand_ != from)
    return adjsched_fail_(d, "the state at hand is another, or there are no such steps; ask adjsched verify");
  d->at_hand_ = -1;
  for (int64_t step = from; step < to; step++) {
    if (d->forward(d->model, step)) return adjsched_fail_(d, "the model's step %" PRId64 " failed", step);
    d->forward_steps++;
  }
  d->at_hand_ = to;
  return 0;
}

static inline int adjsched_backward_(adjsched_driver *d, int64_t step) {
  if (step != d->due_ || d->at_hand_ != step)
    return adjsched_fail_(d, "backward step %" PRId64 " is next, from its state; ask adjsched verify", d->due_);
  d->at_hand_ = -1;
  if (d->backward(d->model, step, step == d->length)) return adjsched_fail_(d, "the model's backward step failed");
  d->due_--;
  return 0;
}

/* Takes "slot" and a number, the end of a line. */
static inline int adjsched_slot_word_(adjsched_driver *d, const char **cursor, int64_t *slot) {
  char word[16];
  if (!adjsched_word_(cursor, word, sizeof word) || strcmp(word, "slot") != 0 || !adjsched_number_(cursor, slot))
    return adjsched_fail_(d, "states no slot; write the schedule with --slots");
  return 0;
}

static inline int adjsched_operation_(adjsched_driver *d) {
  const char *cursor = d->text_;
  char operation[16], word[16];
  int64_t first, second = -1, slot = -1, of_tape = -1;
  adjsched_word_(&cursor, operation, sizeof operation);
  if (!d->begun_ && adjsched_begin_(d)) return -1;
  int is_tape = strcmp(operation, "tape") == 0, is_backward = strcmp(operation, "backward") == 0;
  int is_read = strcmp(operation, "read") == 0;
  int has_slot = is_tape || is_read || strcmp(operation, "write") == 0 || strcmp(operation, "discard") == 0;
  if (strcmp(operation, "offload") == 0 || strcmp(operation, "prefetch") == 0)
    return adjsched_fail_(d, "this driver waits for every transfer; plan without overlapped levels");
  if (!has_slot && !is_backward && strcmp(operation, "forward") != 0)
    return adjsched_fail_(d, "is no operation; write the schedule with --format text --slots");
  if (!adjsched_number_(&cursor, &first)) return adjsched_fail_(d, "has no numbers; is the schedule complete?");
  if (!is_backward && !adjsched_number_(&cursor, &second)) return adjsched_fail_(d, "has one number; is the schedule complete?");
  /* A read from a tape states the tape's number, a backward step from one its level. */
  const char *before = cursor;
  if (is_read && !adjsched_number_(&cursor, &of_tape)) cursor = before;
  if (of_tape >= 0 && of_tape != second - 1) return adjsched_fail_(d, "the state is not that after the tape's step; ask adjsched verify");
  if (is_backward && d->has_tapes_ &&
      (!adjsched_word_(&cursor, word, sizeof word) || strcmp(word, "level") != 0 || !adjsched_number_(&cursor, &second)))
    return adjsched_fail_(d, "states no level and slot; write the schedule with --slots");
  if ((has_slot || (is_backward && d->has_tapes_)) && adjsched_slot_word_(d, &cursor, &slot)) return -1;
  if (adjsched_word_(&cursor, word, sizeof word)) return adjsched_fail_(d, "\"%s\" is one word too many", word);
  if (is_tape) return adjsched_tape_step_(d, first, second, slot);
  if (of_tape >= 0) return adjsched_read_tape_(d, first, of_tape, slot);
  if (has_slot) return adjsched_move_(d, operation[0], first, second, slot);
  if (!is_backward) return adjsched_forward_(d, first, second);
  return d->has_tapes_ ? adjsched_backward_tape_(d, first, second, slot) : adjsched_backward_(d, first);
}

/* ---- The run. */

/* Reads a line of a file without its end. */
static inline int adjsched_file_line_(void *source, char *line, size_t size) {
  FILE *file = source;
  if (!fgets(line, (int)size, file)) return ferror(file) ? -1 : 0;
  line[strcspn(line, "\r\n")] = 0;
  return 1;
}

/* Frees the slots and removes their files. */
static inline void adjsched_end_(adjsched_driver *d) {
  char path[ADJSCHED_PATH];
  for (int k = 0; k < d->store_count_; k++) {
    adjsched_store_ *store = &d->stores_[k];
    for (int64_t slot = 0; store->slots && slot < store->slot_count; slot++)
      if (store->slots[slot].has_file && adjsched_path_(d, k, slot, "", path) == 0) remove(path);
    for (int64_t slot = 0; store->slots && slot < store->slot_count; slot++) free(store->slots[slot].memory);
    free(store->slots);
  }
  free(d->stores_);
  free(d->tape_);
  d->tape_ = NULL;
  d->stores_ = NULL;
  d->store_count_ = 0;
}

static inline int adjsched_lines_(adjsched_driver *d, FILE *schedule) {
  int (*next_line)(void *, char *, size_t) = d->next_line ? d->next_line : adjsched_file_line_;
  void *source = d->next_line ? d->source : schedule;
  for (;;) {
    int found = next_line(source, d->text_, sizeof d->text_);
    d->line_++;
    if (found == 0) break;
    if (found < 0) return adjsched_fail_(d, "the schedule cannot be read: %s", strerror(errno));
    const char *text = d->text_ + strspn(d->text_, " \t\r");
    if (*text == '{') return adjsched_fail_(d, "this is JSON; write the schedule with --format text --slots");
    if (strlen(d->text_) + 1 == sizeof d->text_) return adjsched_fail_(d, "the line is too long; is this a schedule of adjsched?");
    if (*text == '#' ? adjsched_comment_(d, text + 1) : *text ? adjsched_operation_(d) : 0) return -1;
  }
  snprintf(d->text_, sizeof d->text_, "the end");
  if (!d->begun_) return adjsched_fail_(d, "there are no operations; did adjsched end with an error?");
  if (d->due_ >= 0)
    return adjsched_fail_(d, "backward step %" PRId64 " has not been run; is the schedule complete?", d->due_);
  return 0;
}

static inline int adjsched_run(adjsched_driver *d, FILE *schedule) {
  struct timespec now;
  timespec_get(&now, TIME_UTC);
  d->run_ = ((uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec) ^ (uint64_t)(uintptr_t)d << 20;
  d->length = -1;
  d->forward_steps = d->writes = d->reads = d->tapes = d->line_ = d->at_hand_ = 0;
  d->begun_ = d->has_tapes_ = d->in_chain_ = 0;
  d->tape_ = NULL;
  d->stores_ = NULL;
  d->store_count_ = 0;
  d->error[0] = 0;
  if (!d->state || !d->state_bytes || !d->forward)
    return adjsched_fail_(d, "the driver needs state, state_bytes and forward");
  int status = adjsched_lines_(d, schedule);
  adjsched_end_(d);
  return status;
}

#endif
