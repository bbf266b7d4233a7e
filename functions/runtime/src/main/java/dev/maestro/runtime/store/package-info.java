/** The object store as a folder or a bucket of S3, and the journal on top of it. */
@NullMarked
package dev.maestro.runtime.store;

import org.jspecify.annotations.NullMarked;
