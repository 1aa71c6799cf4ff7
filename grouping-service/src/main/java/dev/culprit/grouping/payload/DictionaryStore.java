package dev.culprit.grouping.payload;

import io.vertx.core.Future;
import java.util.Optional;

/** The dictionaries that payloads were compressed with; they are kept for ever. */
public interface DictionaryStore {

  Future<Optional<PayloadDictionary>> newest();

  /** Adds the first dictionary, or gives the one that somebody else added meanwhile. */
  Future<PayloadDictionary> addFirst(byte[] body);
}
