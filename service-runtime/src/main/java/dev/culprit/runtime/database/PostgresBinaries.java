package dev.culprit.runtime.database;

import dev.culprit.runtime.config.ConfigException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL programs from the class path, unpacked once into a cache folder. Any number of
 * processes may do it at once: each unpacks aside, and the first to finish wins.
 */
record PostgresBinaries(Path home) {
  private static final String DONE = ".done";

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  static PostgresBinaries unpack(Path cacheDirectory) {
    String archive = archiveName();
    URL url = PostgresBinaries.class.getResource("/" + archive);
    if (url == null) {
      throw new ConfigException(
          "no PostgreSQL for this platform on the class path ("
              + archive
              + "); set CULPRIT_DATABASE_URI to use an existing server");
    }
    try {
      Path home = cacheDirectory.resolve(archive.replace(".txz", "") + "-" + fingerprint(url));
      if (!Files.exists(home.resolve(DONE))) {
        unpack(url, home);
      }
      return new PostgresBinaries(home);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL cannot be unpacked into " + cacheDirectory, e);
    }
  }

  static String archiveName() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "darwin" : "linux";
    return "postgres-"
        + system
        + "-"
        + (arch.equals("aarch64") || arch.equals("arm64") ? "arm_64" : "x86_64")
        + ".txz";
  }

  /**
   * Another release has other bytes, hence another folder; the jar knows their checksum without
   * reading them.
   */
  private static String fingerprint(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    long number =
        connection instanceof JarURLConnection jar
            ? jar.getJarEntry().getCrc()
            : connection.getContentLengthLong();
    return Long.toHexString(number);
  }

  private static void unpack(URL url, Path home) throws IOException {
    Files.createDirectories(home.getParent());
    Path aside = Files.createTempDirectory(home.getParent(), "unpacking-");
    try {
      Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rwxr-xr-x"));
      try (InputStream bytes = new BufferedInputStream(url.openStream());
          TarArchiveInputStream tar =
              new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          unpack(entry, tar, aside);
        }
      }
      Files.createFile(aside.resolve(DONE));
      moveIntoPlace(aside, home);
    } finally {
      delete(aside);
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path home)
      throws IOException {
    Path target = home.resolve(entry.getName()).normalize();
    if (!target.startsWith(home)) {
      throw new IOException("the archive has an entry outside of itself: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static void moveIntoPlace(Path aside, Path home) throws IOException {
    if (Files.exists(home) && !Files.exists(home.resolve(DONE))) {
      delete(home);
    }
    try {
      Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(home.resolve(DONE))) {
        throw e;
      }
    }
  }

  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
