package dev.culprit.grouping.payload;

import dev.culprit.runtime.compression.DictionaryZstd;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that there is a dictionary: the one in the table, else one learned from the first
 * payloads of whichever instance has enough of them first. The others notice within half a minute.
 */
public final class DictionaryTraining {

  private static final Logger log = LoggerFactory.getLogger(DictionaryTraining.class);
  private static final int DICTIONARY_BYTES = 16 * 1024;
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final int FEWEST_SAMPLES = 100;

  private final Vertx vertx;
  private final WorkerExecutor worker;
  private final DictionaryStore store;
  private final PayloadCompressor compressor;
  private long timer = -1;

  public DictionaryTraining(
      Vertx vertx, WorkerExecutor worker, DictionaryStore store, int samplesWanted) {
    this.vertx = vertx;
    this.worker = worker;
    this.store = store;
    this.compressor = new PayloadCompressor(samplesWanted, this::train);
  }

  public PayloadCompressor compressor() {
    return compressor;
  }

  /**
   * Loads the dictionary if there is one, and looks again from time to time as long as there is
   * none.
   */
  public Future<Void> start() {
    timer =
        vertx.setPeriodic(
            LOOK_AGAIN.toMillis(),
            id -> {
              if (compressor.hasDictionary()) {
                vertx.cancelTimer(id);
              } else {
                load();
              }
            });
    return load();
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  private Future<Void> load() {
    return store
        .newest()
        .map(
            found -> {
              found.ifPresent(compressor::use);
              return null;
            });
  }

  private void train(List<byte[]> samples) {
    if (samples.size() < FEWEST_SAMPLES) {
      compressor.collectAgain();
      return;
    }
    worker
        .executeBlocking(() -> DictionaryZstd.train(samples, DICTIONARY_BYTES), false)
        .compose(store::addFirst)
        .onSuccess(
            dictionary -> {
              compressor.use(dictionary);
              log.atInfo()
                  .addKeyValue("dictionary", dictionary.id())
                  .addKeyValue("samples", samples.size())
                  .log("Payloads are compressed with a trained dictionary from now on");
            })
        .onFailure(
            failure -> {
              log.atWarn()
                  .addKeyValue("reason", failure.toString())
                  .log("No dictionary could be learned; trying again with other payloads");
              compressor.collectAgain();
            });
  }
}
