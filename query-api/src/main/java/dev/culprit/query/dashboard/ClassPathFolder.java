package dev.culprit.query.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads every file below a folder of the class path, whether that folder lies in a jar or on disk.
 */
final class ClassPathFolder {
  private ClassPathFolder() {}

  /** The files by their path relative to the folder, with `/` between the parts. */
  static SortedMap<String, byte[]> read(String folder) {
    URL url = ClassPathFolder.class.getClassLoader().getResource(folder);
    if (url == null) {
      throw new IllegalStateException("The class path has no folder " + folder + ".");
    }
    try {
      URI uri = url.toURI();
      return uri.getScheme().equals("jar") ? readFromJar(uri, folder) : readBelow(Path.of(uri));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + folder + " from the class path.", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot read " + folder + " from the class path.", e);
    }
  }

  private static SortedMap<String, byte[]> readFromJar(URI uri, String folder) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      return readBelow(jar.getPath(folder));
    } catch (FileSystemAlreadyExistsException e) {
      // Somebody else in this JVM has the jar open and will close it.
      return readBelow(FileSystems.getFileSystem(uri).getPath(folder));
    }
  }

  private static SortedMap<String, byte[]> readBelow(Path root) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        files.put(root.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
