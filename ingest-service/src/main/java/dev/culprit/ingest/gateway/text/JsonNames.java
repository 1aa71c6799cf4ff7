package dev.culprit.ingest.gateway.text;

/** One spelling for the names that people give to the same variable. */
final class JsonNames {
  private JsonNames() {}

  /** {@code requestUri}, {@code $request-uri} and {@code request_uri} are {@code request_uri}. */
  static String plain(String told) {
    for (int i = 0; i < told.length(); i++) {
      char c = told.charAt(i);
      if (c != '_' && (c < 'a' || c > 'z')) {
        return respelled(told);
      }
    }
    return told;
  }

  private static String respelled(String told) {
    if (told.equals("TR")) {
      // HAProxy's time of the request, which differs from its Tr, that of the response.
      return "tr_request";
    }
    StringBuilder plain = new StringBuilder(told.length() + 4);
    char before = '_';
    for (int i = 0; i < told.length(); i++) {
      char c = told.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        if (before >= 'a' && before <= 'z') {
          plain.append('_');
        }
        plain.append((char) (c + ('a' - 'A')));
      } else if (c == '-' || c == ' ') {
        plain.append('_');
      } else if (c != '$') {
        plain.append(c);
      }
      before = c;
    }
    return plain.toString();
  }
}
