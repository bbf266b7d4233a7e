/** The object store as a folder or a bucket of S3. */
@NullMarked
package dev.maestro.runtime.store;

import org.jspecify.annotations.NullMarked;
