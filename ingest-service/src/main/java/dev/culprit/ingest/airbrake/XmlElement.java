package dev.culprit.ingest.airbrake;

import java.util.List;
import java.util.Map;

/** An element of an XML tree; a missing child counts as an empty one. */
record XmlElement(
    String name, Map<String, String> attributes, String text, List<XmlElement> children) {

  XmlElement child(String wanted) {
    return children.stream()
        .filter(child -> child.name.equals(wanted))
        .findFirst()
        .orElseGet(() -> new XmlElement(wanted, Map.of(), "", List.of()));
  }

  String textOf(String wanted) {
    return child(wanted).text.strip();
  }

  String attribute(String wanted) {
    return attributes.getOrDefault(wanted, "");
  }
}
