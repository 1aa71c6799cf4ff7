package com.example.shop;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

final class Jobs {
  static void bugs(Map<String, Callable<?>> bugs) {
    bugs.put("job-pool", () -> new Jobs().pooled(() -> new Jobs().resize(null)));
    bugs.put("job-pool-index", () -> new Jobs().pooled(() -> new Jobs().column(new String[] {"a"})));
    bugs.put("job-future-chain", () -> new Jobs().pipeline("x12"));
    bugs.put("job-future-timeout", () -> new Jobs().slow());
    bugs.put("job-future-cancelled", () -> new Jobs().cancelled());
    bugs.put("job-all-of", () -> new Jobs().everything(List.of(3, 0)));
    bugs.put("job-fork-join", () -> new Jobs().countAll(4));
    bugs.put("job-rejected", () -> new Jobs().late());
    bugs.put("job-queue-full", () -> new Jobs().enqueue());
    bugs.put("job-lock", () -> new Jobs().unlock());
    bugs.put("job-barrier", () -> new Jobs().meet());
    bugs.put("job-parallel-stream", () -> new Jobs().parallel());
    bugs.put("job-timer", () -> new Jobs().scheduled());
    bugs.put("job-memory", () -> new Jobs().buffer());
  }

  private Object pooled(Callable<?> job) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    try {
      return pool.submit(job).get();
    } finally {
      pool.shutdownNow();
    }
  }

  int resize(int[] size) {
    return scale(size) * 2;
  }

  private int scale(int[] size) {
    return size[0];
  }

  String column(String[] row) {
    return cell(row, 3);
  }

  private String cell(String[] row, int at) {
    return row[at];
  }

  Object pipeline(String id) throws Exception {
    return CompletableFuture.supplyAsync(() -> load(id)).thenApply(this::parse).thenApply(n -> n * 2).get();
  }

  private String load(String id) {
    return id + "-raw";
  }

  private int parse(String text) {
    return Integer.parseInt(text);
  }

  Object slow() throws Exception {
    return await(new CompletableFuture<>());
  }

  private Object await(CompletableFuture<?> answer) throws Exception {
    return answer.get(10, TimeUnit.MILLISECONDS);
  }

  Object cancelled() {
    CompletableFuture<Object> work = new CompletableFuture<>();
    work.cancel(true);
    return joined(work);
  }

  private Object joined(CompletableFuture<?> work) {
    return work.join();
  }

  Object everything(List<Integer> counts) {
    return CompletableFuture.allOf(
            counts.stream()
                .map(count -> CompletableFuture.supplyAsync(() -> share(count)))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private int share(int count) {
    return 100 / count;
  }

  Object countAll(int depth) {
    return new ForkJoinPool(2).invoke(new Counting(depth));
  }

  static final class Counting extends RecursiveTask<Integer> {
    private final int depth;

    Counting(int depth) {
      this.depth = depth;
    }

    @Override
    protected Integer compute() {
      if (depth == 0) {
        throw new IllegalStateException("Leaf 17 has no count");
      }
      Counting left = new Counting(depth - 1);
      left.fork();
      return left.join() + 1;
    }
  }

  Object late() {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.shutdown();
    return submit(pool);
  }

  private Object submit(ExecutorService pool) {
    return pool.submit(() -> "done");
  }

  Object enqueue() {
    ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
    put(queue);
    return put(queue);
  }

  private boolean put(ArrayBlockingQueue<Integer> queue) {
    return queue.add(1);
  }

  Object unlock() {
    release(new ReentrantLock());
    return null;
  }

  private void release(ReentrantLock lock) {
    lock.unlock();
  }

  Object meet() throws Exception {
    return rendezvous();
  }

  private Object rendezvous() throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    return barrier.await(5, TimeUnit.MILLISECONDS);
  }

  Object parallel() {
    return List.of(1, 2, 3, 4, 5, 6, 7, 8).parallelStream().map(Jobs::inverse).toList();
  }

  private static int inverse(int n) {
    return 100 / (n - 5);
  }

  Object scheduled() throws Exception {
    var pool = Executors.newSingleThreadScheduledExecutor();
    return pool.schedule(this::nightly, 1, TimeUnit.MILLISECONDS).get();
  }

  private Object nightly() {
    return List.copyOf(java.util.Arrays.asList("a", null));
  }

  Object buffer() {
    return new long[Integer.MAX_VALUE].length;
  }
}
