package dev.culprit.load.readback;

import dev.culprit.load.event.Timestamps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** What the API shows of one run: its problems with their counts, and its events one by one. */
public final class KeptEvents {
  private static final int READERS = 4;
  private static final int PAGE = 100;

  private final RestApi api;
  private final String project;
  private final String run;

  public KeptEvents(RestApi api, String project, String run) {
    this.api = api;
    this.project = project;
    this.run = run;
  }

  /**
   * Occurrences by problem. Sorted by what does not change while events come in, so that no page
   * misses one.
   */
  public Map<Long, Long> countsByProblem() {
    Map<Long, Long> counts = new TreeMap<>();
    String path =
        "/api/v1/projects/%s/problems?sort=first_seen&release=%s"
            .formatted(RestApi.encode(project), RestApi.encode(run));
    api.forEach(
        path,
        PAGE,
        problem -> counts.put(problem.getLong("id"), problem.getLong("occurrence_count")));
    return counts;
  }

  /** The times written into all events of the problems, ascending, as often as they are kept. */
  public long[] micros(Iterable<Long> problems) {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<long[]>> reading = new ArrayList<>();
      problems.forEach(problem -> reading.add(readers.submit(() -> microsOf(problem))));
      List<long[]> read = new ArrayList<>();
      for (Future<long[]> one : reading) {
        read.add(one.get());
      }
      long[] all = read.stream().flatMapToLong(Arrays::stream).toArray();
      Arrays.sort(all);
      return all;
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof ReadBackException known
          ? known
          : new IllegalStateException(failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ReadBackException("interrupted");
    } finally {
      readers.shutdownNow();
    }
  }

  private long[] microsOf(long problem) {
    LongStream.Builder micros = LongStream.builder();
    api.forEach(
        "/api/v1/problems/" + problem + "/events?release=" + RestApi.encode(run),
        PAGE,
        event -> micros.add(Timestamps.parse(event.getString("occurred_at"))));
    return micros.build().toArray();
  }
}
