/* Crashes in the way that its argument names; gdb then prints the stack. */
#define _GNU_SOURCE
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define KEEP __attribute__((noinline))

struct line { int cents; struct line *next; };
struct order { int number; struct line *lines; void (*notify)(int); };

static volatile int sink;

KEEP static int amount(struct line *line) { return line->cents; }
KEEP static int order_total(struct order *order) { int sum = amount(order->lines); sink = sum; return sum; }
KEEP static void order_notify(struct order *order) { order->notify(order->number); sink = 1; }
KEEP static void order_close(struct order *order) { order_notify(order); sink = 2; }
KEEP static int mean(int sum, int count) { return sum / count; }
KEEP static int catalog_average(int count) { int m = mean(12, count); sink = m; return m; }
KEEP static void stock_release(void *stock) { free(stock); free(stock); sink = 3; }
KEEP static void catalog_close(void) { stock_release(malloc(64)); sink = 4; }
KEEP static void verify(int sum) { assert(sum == 12); }
KEEP static void catalog_check(int sum) { verify(sum); sink = 5; }
KEEP static int bundle(int depth) { volatile char pad[4096]; pad[0] = (char) depth; int n = bundle(depth + 1) + pad[0]; sink = n; return n; }
KEEP static int catalog_bundle(void) { int n = bundle(0); sink = n; return n; }
KEEP static size_t measure(const char *name) { size_t n = strlen(name); sink = (int) n; return n; }
KEEP static size_t catalog_label(const char *name) { size_t n = measure(name); sink = (int) n; return n; }
KEEP static void store(char *to) { memcpy(to, "lamp", 5); sink = 6; }
KEEP static void catalog_rename(void) { store((char *) "a constant name"); sink = 7; }
KEEP static int job_item(struct order *order) { return order->lines->cents + order->number; }
KEEP static void *worker(void *order) { sink = job_item(order); return NULL; }
KEEP static void job_start(void) { struct order order = { 4711, NULL, NULL }; pthread_t t; pthread_create(&t, NULL, worker, &order); pthread_join(t, NULL); }
KEEP static void give_up(const char *why) { fprintf(stderr, "%s\n", why); abort(); }
KEEP static void payment_settle(void) { give_up("ledger is damaged"); sink = 9; }
KEEP static int by_cents(const void *a, const void *b) { return ((const struct line *) a)->next->cents - ((const struct line *) b)->next->cents; }
KEEP static void order_sort(void) { struct line lines[4]; memset(lines, 0, sizeof lines); qsort(lines, 4, sizeof lines[0], by_cents); sink = lines[0].cents; }
KEEP static int map_header(void) { FILE *f = tmpfile(); int *p = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fileno(f), 0); int n = p[0]; sink = n; return n; }
KEEP static void catalog_open(void) { sink = map_header(); sink = 11; }
KEEP static void bad_code(void) { __asm__ volatile ("ud2"); }
KEEP static void payment_encrypt(void) { bad_code(); sink = 10; }
KEEP static int walk(struct line *line) { int n = walk(line->next) + 1; sink = n; return n; }
KEEP static void order_walk(void) { struct line b = { 1, NULL }, a = { 1, &b }; sink = walk(&a); }

int main(int count, char **names) {
    struct order order = { 4711, NULL, NULL };
    const char *bug = count > 1 ? names[1] : "";
    if (!strcmp(bug, "order-null-line")) order_total(&order);
    if (!strcmp(bug, "order-null-callback")) order_close(&order);
    if (!strcmp(bug, "catalog-division")) catalog_average(0);
    if (!strcmp(bug, "catalog-double-free")) catalog_close();
    if (!strcmp(bug, "catalog-assert")) catalog_check(11);
    if (!strcmp(bug, "catalog-overflow")) catalog_bundle();
    if (!strcmp(bug, "catalog-null-name")) catalog_label(NULL);
    if (!strcmp(bug, "catalog-constant")) catalog_rename();
    if (!strcmp(bug, "job-thread")) job_start();
    if (!strcmp(bug, "payment-abort")) payment_settle();
    if (!strcmp(bug, "order-sort")) order_sort();
    if (!strcmp(bug, "catalog-bus")) catalog_open();
    if (!strcmp(bug, "payment-illegal")) payment_encrypt();
    if (!strcmp(bug, "order-list")) order_walk();
    return 0;
}
