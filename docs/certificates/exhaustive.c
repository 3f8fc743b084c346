/* Compares the level recurrence with an exhaustive search over all states of the machine, on random hierarchical platforms with
   equal steps: the evidence of docs/certificates.md for what is not proven. It shares nothing with adjsched.

       cc -O2 -o exhaustive docs/certificates/exhaustive.c && ./exhaustive [PLATFORMS [SEED [STATES]]]

   Platform number i depends on the seed and i alone. Platforms of more than STATES states (default 4 million) are counted and
   left out. Exit status: 0 all agree; 1 on some platform a schedule costs less than the recurrence says, and it is printed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LEVELS = 4, MOST_STEPS = 11, EMPTY = 15, NEVER = 1 << 28 };

typedef struct {
    int length, step, levels, slots[MOST_LEVELS], write[MOST_LEVELS], read[MOST_LEVELS];
} Platform;

static const char *const styles[] = {"any costs", "free memory", "free writes", "free reads", "cheap writes, dear reads",
                                     "dear writes, cheap reads", "equal reads", "steps apart", "ties"};
enum { STYLES = sizeof styles / sizeof *styles };

static uint64_t seed;

static int below(int count) { /* splitmix64 */
    uint64_t z = seed += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (int)((z ^ z >> 31) % (uint64_t)count);
}

static Platform drawn(int style) {
    Platform p = {.step = 1 + below(4), .levels = 1 + below(6) % MOST_LEVELS};
    if (style && p.levels == 1) p.levels = 2;
    p.length = p.levels > 2 ? 3 + below(5) : 4 + below(MOST_STEPS - 3);
    int write = 0, read = 0;
    for (int k = 0; k < p.levels; k++) {
        p.slots[k] = 1 + below(below(2) ? 2 : 3);
        int most = 1 + below(12), dear = p.step * (1 + below(6)), first = k == 0;
        switch (style) {
        case 0: write += below(most + 1), read += below(most + 1); break;
        case 1: if (!first) write += below(most + 1), read += below(most + 1); break;
        case 2: read += below(most + 1); break;
        case 3: write += below(most + 1); break;
        case 4: write += below(3), read += first ? 0 : below(dear + 1); break;
        case 5: write += first ? 0 : below(dear + 1), read += below(3); break;
        case 6: write += below(most + 1), read = first ? below(most + 1) : read; break;
        case 7: if (!first) write += below(3), read += p.step * below(4); break;
        default: write += below(2), read += below(2);
        }
        p.write[k] = write, p.read[k] = read;
    }
    return p;
}

/* The level recurrence, backward steps free: P with x_0 on the level, O with x_0 in the buffer. */
static int recurrence(const Platform *p) {
    int low[MOST_STEPS + 1], right[MOST_STEPS + 1], P[MOST_STEPS + 1], O[MOST_STEPS + 1];
    for (int n = 0; n <= p->length; n++) low[n] = n ? NEVER : 0;
    for (int k = 0; k < p->levels; k++) {
        memcpy(right, low, sizeof low); /* without a free slot */
        for (int m = 1; m <= p->slots[k]; m++) {
            for (int n = 0; n <= p->length; n++) {
                P[n] = low[n];
                for (int j = 1; j <= n; j++) {
                    int cost = j * p->step + right[n - j] + p->read[k] + P[j - 1];
                    if (cost < P[n]) P[n] = cost;
                }
                O[n] = n && p->write[k] + P[n] < low[n] ? p->write[k] + P[n] : low[n];
            }
            memcpy(right, O, sizeof O);
        }
        memcpy(low, right, sizeof low);
    }
    return low[p->length];
}

/* Dijkstra's algorithm. A state of the machine is a number: the buffer and the next backward step, four bits each, then a set of
   states for each level. Discards cost nothing, so they wait until their slot is needed; states past the next backward step go
   at once. */
typedef struct { uint64_t state; int cost; uint32_t next; } Node;
static Node *nodes;
static uint32_t *table, count, room;
static const uint32_t mask = (1u << 24) - 1;
static uint32_t heads[1 << 14]; /* by cost: nodes to settle */

static int reach(uint64_t state, int cost) {
    uint32_t slot = (uint32_t)((state * 0x9e3779b97f4a7c15u) >> 40) & mask;
    while (table[slot] && nodes[table[slot]].state != state) slot = (slot + 1) & mask;
    /* A node is put in a list each time that it becomes cheaper: the old entries are left behind as copies. */
    uint32_t old = table[slot];
    if (old && nodes[old].cost <= cost) return 1;
    if (cost >= (int)(sizeof heads / sizeof *heads) || ++count >= room) return 0;
    nodes[count] = (Node){state, cost, heads[cost]};
    heads[cost] = count;
    table[slot] = count;
    return 1;
}

static uint32_t known(uint64_t state) {
    uint32_t slot = (uint32_t)((state * 0x9e3779b97f4a7c15u) >> 40) & mask;
    while (nodes[table[slot]].state != state) slot = (slot + 1) & mask;
    return table[slot];
}

static uint64_t set(int k) { return 8 + 12 * (uint64_t)k; }

/* Writes x_buffer to level k beside or instead of what it holds. */
static int write_all(const Platform *p, uint64_t state, int k, int buffer, int cost) {
    uint64_t held = state >> set(k) & 0xfff;
    if (held >> buffer & 1) return 1;
    uint64_t with = state | (uint64_t)1 << (set(k) + (uint64_t)buffer);
    if (__builtin_popcountll(held) < p->slots[k]) return reach(with, cost + p->write[k]);
    for (int i = 0; i <= p->length; i++)
        if (held >> i & 1 && !reach(with & ~((uint64_t)1 << (set(k) + (uint64_t)i)), cost + p->write[k])) return 0;
    return 1;
}

/* The optimum, or -1 beyond the limit of states. */
static int search(const Platform *p) {
    memset(table, 0, (mask + 1) * sizeof *table);
    memset(heads, 0, sizeof heads);
    count = 0;
    reach((uint64_t)p->length << 4, 0); /* x_0 in the buffer */
    for (int cost = 0; cost < (int)(sizeof heads / sizeof *heads); cost++) {
        while (heads[cost]) {
            uint32_t node = heads[cost];
            heads[cost] = nodes[node].next;
            uint64_t state = nodes[node].state;
            if (known(state) != node) continue;
            int buffer = state & 15, due = state >> 4 & 15, fine = 1;
            uint64_t rest = state & ~(uint64_t)15;
            if (buffer == due) {
                if (due == 0) return cost;
                uint64_t after = (rest & ~(uint64_t)0xf0) | (uint64_t)(due - 1) << 4 | EMPTY;
                for (int k = 0; k < p->levels; k++) after &= ~((uint64_t)1 << (set(k) + (uint64_t)due));
                fine = reach(after, cost);
            } else if (buffer != EMPTY) {
                fine = reach(rest | (uint64_t)(buffer + 1), cost + p->step);
            }
            for (int k = 0; fine && k < p->levels; k++) {
                if (buffer != EMPTY) fine = write_all(p, state, k, buffer, cost);
                for (int i = 0; fine && i <= due; i++)
                    if (state >> (set(k) + (uint64_t)i) & 1 && i != buffer) fine = reach(rest | (uint64_t)i, cost + p->read[k]);
            }
            if (!fine) return -1;
        }
    }
    return -1;
}

int main(int argc, char **argv) {
    int platforms = argc > 1 ? atoi(argv[1]) : 2000, first = argc > 2 ? atoi(argv[2]) : 1;
    room = argc > 3 ? (uint32_t)atoi(argv[3]) : 4000000;
    if (platforms < 1 || room < 1000 || room > mask / 2) {
        fprintf(stderr, "exhaustive: needs at least one platform, and 1000 to 8 million states\n");
        return 64;
    }
    nodes = malloc(room * sizeof *nodes), table = malloc((mask + 1) * sizeof *table);
    if (!nodes || !table) return fprintf(stderr, "exhaustive: there is too little memory\n"), 70;
    int by_levels[MOST_LEVELS + 1] = {0}, by_style[STYLES] = {0}, longest[MOST_LEVELS + 1] = {0}, left = 0;
    double states = 0;
    for (int number = 0; number < platforms; number++) {
        seed = (uint64_t)first << 32 | (uint64_t)number;
        int style = number % STYLES;
        Platform p = drawn(style);
        int least = search(&p), planned = recurrence(&p);
        states += count;
        if (least < 0) {
            left++;
            continue;
        }
        if (least != planned) {
            printf("%d steps of %d, the recurrence has %d, the search %d:", p.length, p.step, planned, least);
            for (int k = 0; k < p.levels; k++) printf(" %d:%d:%d", p.slots[k], p.write[k], p.read[k]);
            printf("\n");
            return 1;
        }
        by_levels[p.levels]++, by_style[style]++;
        if (p.length > longest[p.levels]) longest[p.levels] = p.length;
    }
    printf("%d platforms agree, of %.3g states in all; %d had too many\n", platforms - left, states, left);
    for (int k = 1; k <= MOST_LEVELS; k++) printf("%d levels: %d, up to %d steps\n", k, by_levels[k], longest[k]);
    for (int style = 0; style < STYLES; style++) printf("%s: %d\n", styles[style], by_style[style]);
    return 0;
}
