package io.github.tessera.data;

import java.nio.file.Path;

/**
 * A file with labels of one image.
 *
 * @param className the one class that the file is about, empty where it holds all
 */
record LabelFile(Path path, String className) {}
