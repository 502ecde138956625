package dev.akin.items;

/// An item of somebody's history, and what it had to say for or against a recommended one.
///
/// @param share of all that was said, in [-1, 1]: those of all items of the history, without their signs, make 1. Below 0 for what spoke
///     against it
public record Reason(String item, double share) {}
