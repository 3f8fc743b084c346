/* The gradient of J = sum u^2 / 2 after n steps of the viscous Burgers equation, with respect to the initial state and the
 * viscosity, by a schedule of adjsched:
 *
 *     cc -O2 -I Sources/c burgers.c -o burgers -lm
 *     adjsched hrevolve --steps 2000 --level 5 --level disk=20:5:5 --slots | ./burgers FOLDER
 *
 * Level 0 is memory, level 1 files in FOLDER; a further word makes them durable and fills all slots beforehand. The gradient
 * is compared with that of a run that keeps every state. */
#include "adjsched.h"

#include <math.h>

enum { N = 200 };
static const double dx = 1.0 / N, dt = 1e-4;

typedef struct {
  double u[N], adjoint[N];
  double nu, nu_adjoint;
} model;

/* u_i += dt (-u_i (u_r - u_l) / 2 dx + nu (u_r - 2 u_i + u_l) / dx^2), on a circle. */
static int forward(void *context, int64_t step) {
  model *m = context;
  double v[N];
  (void)step;
  for (int i = 0; i < N; i++) {
    double left = m->u[(i + N - 1) % N], here = m->u[i], right = m->u[(i + 1) % N];
    v[i] = here - dt * here * (right - left) / (2 * dx) + dt * m->nu * (right - 2 * here + left) / (dx * dx);
  }
  memcpy(m->u, v, sizeof v);
  return 0;
}

/* The adjoint of a step, from the state before it. */
static void adjoint_step(model *m, const double *u) {
  double before[N] = {0};
  for (int i = 0; i < N; i++) {
    int l = (i + N - 1) % N, r = (i + 1) % N;
    double a = m->adjoint[i], c = dt * u[i] / (2 * dx), d = dt * m->nu / (dx * dx);
    before[i] += a * (1 - dt * (u[r] - u[l]) / (2 * dx) - 2 * d);
    before[r] += a * (d - c);
    before[l] += a * (d + c);
    m->nu_adjoint += a * dt * (u[r] - 2 * u[i] + u[l]) / (dx * dx);
  }
  memcpy(m->adjoint, before, sizeof before);
}

/* dJ/du = u at the end. */
static void begin_adjoint(model *m, const double *end) {
  memcpy(m->adjoint, end, sizeof m->adjoint);
  m->nu_adjoint = 0;
}

static int backward(void *context, int64_t step, int is_turn) {
  model *m = context;
  double u[N];
  memcpy(u, m->u, sizeof u);
  if (is_turn) {
    forward(m, step);
    begin_adjoint(m, m->u);
  }
  adjoint_step(m, u);
  return 0;
}

/* For schedules with tapes: a tape is the states before and after its step. */
typedef struct {
  double before[N], after[N];
} record;

static int tape(void *context, int64_t step, void *bytes) {
  model *m = context;
  record *r = bytes;
  memcpy(r->before, m->u, sizeof m->u);
  forward(m, step);
  memcpy(r->after, m->u, sizeof m->u);
  return 0;
}

static int from_tape(void *context, int64_t step, const void *bytes) {
  model *m = context;
  (void)step;
  memcpy(m->u, ((const record *)bytes)->after, sizeof m->u);
  return 0;
}

static int backward_tape(void *context, int64_t step, int is_first, const void *bytes) {
  const record *r = bytes;
  (void)step;
  if (is_first) begin_adjoint(context, r->after);
  adjoint_step(context, r->before);
  return 0;
}

static void begin(model *m, double nu) {
  for (int i = 0; i < N; i++) m->u[i] = sin(2 * acos(-1) * i * dx) + 0.5;
  m->nu = nu;
}

/* The gradient of a run that keeps every state. */
static void keep_all(model *m, int64_t steps) {
  double(*kept)[N] = malloc((size_t)steps * sizeof *kept);
  if (!kept) exit(1);
  begin(m, 0.01);
  for (int64_t step = 0; step < steps; step++) {
    memcpy(kept[step], m->u, sizeof m->u);
    forward(m, step);
  }
  for (int64_t step = steps - 1; step >= 0; step--) {
    memcpy(m->u, kept[step], sizeof m->u);
    backward(m, step, step == steps - 1);
  }
  free(kept);
}

static double objective(double nu, int64_t steps) {
  model m;
  double sum = 0;
  begin(&m, nu);
  for (int64_t step = 0; step < steps; step++) forward(&m, step);
  for (int i = 0; i < N; i++) sum += m.u[i] * m.u[i] / 2;
  return sum;
}

int main(int argc, char **argv) {
  static model m, kept;
  adjsched_level levels[] = {{0}, {.folder = argc > 1 ? argv[1] : NULL, .durable = argc > 2}};
  begin(&m, 0.01);
  adjsched_driver driver = {.state = m.u, .state_bytes = sizeof m.u, .forward = forward, .backward = backward, .model = &m,
                            .tape_bytes = sizeof(record), .tape = tape, .from_tape = from_tape, .backward_tape = backward_tape,
                            .levels = levels, .level_count = 2, .prepare = argc > 2};
  if (adjsched_run(&driver, stdin)) {
    fprintf(stderr, "burgers: %s\n", driver.error);
    return 1;
  }
  int64_t steps = driver.length + (driver.tapes == 0);
  keep_all(&kept, steps);
  double sum = 0, difference = (objective(0.01 + 1e-6, steps) - objective(0.01 - 1e-6, steps)) / 2e-6;
  for (int i = 0; i < N; i++) sum += m.adjoint[i] * cos(i);
  int is_equal = memcmp(m.adjoint, kept.adjoint, sizeof m.adjoint) == 0 && m.nu_adjoint == kept.nu_adjoint;
  printf("C       steps %" PRId64 " forward %" PRId64 " gradient %.16e nu %.16e, of store-all: %s, difference quotient %.1e\n", steps,
         driver.forward_steps, sum, m.nu_adjoint, is_equal ? "equal" : "NOT EQUAL", fabs(difference / m.nu_adjoint - 1));
  return is_equal ? 0 : 1;
}
