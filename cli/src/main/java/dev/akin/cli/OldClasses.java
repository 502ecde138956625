package dev.akin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// Brings jars up to date whose classes were compiled for Java 5 and before, as picocli's are: gives their methods
/// stack maps and their classes a version that has them. Nothing else changes.
///
/// The JVM keeps no class without stack maps in an AOT cache, and verifies it at every start by the slow method of old;
/// for picocli that is half of the time in which a command starts. The launcher runs this before it makes the caches.
final class OldClasses {
    /// Java 6, the first version with stack maps.
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    private OldClasses() {}

    /// @param arguments folders of jars
    public static void main(String[] arguments) throws IOException {
        for (String folder : arguments) {
            try (Stream<Path> jars = Files.list(Path.of(folder))) {
                for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                    update(jar);
                }
            }
        }
    }

    /// @return whether there was anything to do
    static boolean update(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.stream().noneMatch(entry -> isOld(file, entry))) {
                return false;
            }
            Path updated = jar.resolveSibling(jar.getFileName() + ".tmp");
            try (OutputStream out = Files.newOutputStream(updated);
                    URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
                write(file, out, classes);
            }
            Files.move(updated, jar, StandardCopyOption.REPLACE_EXISTING);
            return true;
        }
    }

    private static void write(JarFile file, OutputStream out, ClassLoader classes)
            throws IOException {
        ClassFile classFile =
                ClassFile.of(
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                        ClassFile.ConstantPoolSharingOption.NEW_POOL,
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofClassLoading(classes)));
        List<JarEntry> entries = file.stream().toList();
        try (JarOutputStream jar = new JarOutputStream(out)) {
            for (JarEntry entry : entries) {
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                jar.putNextEntry(copy);
                byte[] bytes = bytes(file, entry);
                jar.write(isOld(file, entry) ? update(classFile, bytes) : bytes);
            }
        }
    }

    /// Builds the class anew: only methods that are built, not copied, get stack maps.
    private static byte[] update(ClassFile classFile, byte[] bytes) {
        ClassModel old = classFile.parse(bytes);
        return classFile.build(
                old.thisClass().asSymbol(),
                built -> {
                    built.withVersion(FIRST_WITH_STACK_MAPS, 0);
                    old.forEach(element -> {
                        switch (element) {
                            case ClassFileVersion version -> {}
                            case MethodModel method ->
                                    built.withMethod(
                                            method.methodName(),
                                            method.methodType(),
                                            method.flags().flagsMask(),
                                            m -> method.forEach(e -> copy(e, m)));
                            default -> built.with(element);
                        }
                    });
                });
    }

    private static void copy(MethodElement element, MethodBuilder method) {
        if (element instanceof CodeModel code) {
            method.withCode(built -> code.forEach(built::with));
        } else {
            method.with(element);
        }
    }

    private static boolean isOld(JarFile file, JarEntry entry) {
        if (!entry.getName().endsWith(".class")) {
            return false;
        }
        try (InputStream in = file.getInputStream(entry)) {
            byte[] head = in.readNBytes(8);
            int major = ((head[6] & 0xff) << 8) | (head[7] & 0xff);
            return major < FIRST_WITH_STACK_MAPS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(JarFile file, JarEntry entry) throws IOException {
        try (InputStream in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
