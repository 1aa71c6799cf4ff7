package dev.culprit.load.wire;

import dev.culprit.load.event.SampleEvent;

/** Checkend's JSON; it has no place for an id of the event. */
public record CheckendForm(String key) implements HttpForm {

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String path() {
    return "ingest/v1/errors";
  }

  @Override
  public String headers() {
    return "Checkend-Ingestion-Key: " + key + "\r\nContent-Type: application/json\r\n";
  }

  @Override
  public byte[] write(SampleEvent event) {
    return CheckendJson.write(event).toBuffer().getBytes();
  }

  @Override
  public boolean repeatable() {
    return false;
  }
}
