package dev.culprit.ingest.airbrake;

import dev.culprit.ingest.outcome.Refused;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML into trees without trusting it: a document type is refused, so there are no entities to
 * expand or to fetch; what is nested deeper or is more than a notice can hold is skipped.
 */
final class XmlTrees {
  private static final int MOST_ELEMENTS = 20_000;
  private static final int DEEPEST = 16;
  private static final XMLInputFactory FACTORY = factory();

  private final XMLStreamReader reader;
  private final Deque<Open> open = new ArrayDeque<>();
  private int elements;
  private int skippedDepth;
  private @Nullable XmlElement root;

  private XmlTrees(XMLStreamReader reader) {
    this.reader = reader;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    return factory;
  }

  /** The root element of a document. */
  static XmlElement read(byte[] body) {
    return reading(
        body,
        reader -> {
          XmlTrees trees = new XmlTrees(reader);
          while (reader.hasNext()) {
            trees.take(next(reader));
          }
          if (trees.root == null) {
            throw new XMLStreamException("no element");
          }
          return trees.root;
        });
  }

  /**
   * The text of the first element with this name, found without reading further than that; null
   * when there is none.
   */
  static @Nullable String firstText(byte[] body, String name) {
    return reading(
            body,
            reader -> {
              while (reader.hasNext()) {
                int event = next(reader);
                if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(name)) {
                  return new Found(reader.getElementText().strip());
                }
              }
              return new Found(null);
            })
        .text;
  }

  private record Found(@Nullable String text) {}

  private interface Reading<T> {
    T read(XMLStreamReader reader) throws XMLStreamException;
  }

  /** The parser of the JDK throws more than it declares for some broken documents. */
  private static <T> T reading(byte[] body, Reading<T> reading) {
    try {
      return reading.read(FACTORY.createXMLStreamReader(new ByteArrayInputStream(body)));
    } catch (Refused refused) {
      throw refused;
    } catch (XMLStreamException | RuntimeException broken) {
      throw Refused.malformed("", "The body is not valid XML");
    }
  }

  private static int next(XMLStreamReader reader) throws XMLStreamException {
    int event = reader.next();
    if (event == XMLStreamConstants.DTD) {
      throw Refused.malformed("", "The body must not have a document type");
    }
    return event;
  }

  private void take(int event) {
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> opened();
      case XMLStreamConstants.END_ELEMENT -> closed();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
      default -> {}
    }
  }

  private void opened() {
    elements++;
    if (skippedDepth > 0 || open.size() >= DEEPEST || elements > MOST_ELEMENTS) {
      skippedDepth++;
      return;
    }
    Open element = new Open(reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      element.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    open.push(element);
  }

  private void closed() {
    if (skippedDepth > 0) {
      skippedDepth--;
      return;
    }
    XmlElement done = open.pop().done();
    Open parent = open.peek();
    if (parent == null) {
      root = done;
    } else {
      parent.children.add(done);
    }
  }

  private void text() {
    Open current = open.peek();
    if (skippedDepth == 0 && current != null) {
      current.text.append(reader.getText());
    }
  }

  private static final class Open {
    private final String name;
    private final Map<String, String> attributes = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<XmlElement> children = new ArrayList<>();

    Open(String name) {
      this.name = name;
    }

    XmlElement done() {
      return new XmlElement(name, attributes, text.toString(), children);
    }
  }
}
