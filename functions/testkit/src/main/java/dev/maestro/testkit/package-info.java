/** Contract suites, fakes and builders for tests. */
@NullMarked
package dev.maestro.testkit;

import org.jspecify.annotations.NullMarked;
