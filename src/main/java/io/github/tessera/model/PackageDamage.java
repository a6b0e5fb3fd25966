package io.github.tessera.model;

import com.google.gson.JsonParseException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.yaml.snakeyaml.error.YAMLException;

/** What is wrong with packages, for people. */
final class PackageDamage {
    private PackageDamage() {}

    /** What is wrong with a package, in a few words. */
    static String of(Exception e) {
        if (e instanceof FileSystemException file) {
            String name = String.valueOf(file.getFile())
                    .replaceAll("(?s)^.*[/\\\\]", ""); // it may be none that a path can have
            return PackageDescription.told(
                    name + (e instanceof NoSuchFileException ? " is missing" : " cannot be read"));
        }
        if (e instanceof YAMLException || e instanceof NumberFormatException) {
            return ModelPackage.DESCRIPTION + " is no YAML"; // its parser draws where the fault is, in several lines
        }
        if (e instanceof JsonParseException) {
            return "its settings are not as Tessera writes them";
        }
        return PackageDescription.told(e instanceof RuntimeException && e.getCause() != null ? e.getCause() : e);
    }
}
