package dev.akin.search;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Who writes a collection.
///
/// @param pid the process
/// @param url where it answers requests, if it does
public record Holder(long pid, @Nullable URI url) {}
