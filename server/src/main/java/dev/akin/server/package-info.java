/// Embeddings over HTTP. It translates: requests into questions to the other rooms, their answers into JSON.
@NullMarked
package dev.akin.server;

import org.jspecify.annotations.NullMarked;
