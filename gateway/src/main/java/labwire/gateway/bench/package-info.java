/**
 * Measurements of the emulated network, as {@code ./labwire bench} runs them. Uses netlab alone.
 *
 * <p>Starting point: {@link labwire.gateway.bench.StreamBenchmark}.
 */
@NullMarked
package labwire.gateway.bench;

import org.jspecify.annotations.NullMarked;
