/** Experts that are tools of MCP servers. */
@NullMarked
package dev.maestro.runtime.models.mcp;

import org.jspecify.annotations.NullMarked;
