package dev.akin.cli;

import dev.akin.compress.Method;
import dev.akin.compress.Methods;
import java.util.ArrayList;

/// The names of all methods that make rows smaller, for the help. A class of its own, since picocli makes it.
@SuppressWarnings("serial") // never stored
final class MethodNames extends ArrayList<String> {
    MethodNames() {
        super(Methods.all().stream().map(Method::name).toList());
        add(FtzFlags.NAME);
    }
}
