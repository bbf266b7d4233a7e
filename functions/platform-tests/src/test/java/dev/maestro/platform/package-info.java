/** Tests of what Maestro is deployed with: manifests, model repository, Terraform. */
@NullMarked
package dev.maestro.platform;

import org.jspecify.annotations.NullMarked;
