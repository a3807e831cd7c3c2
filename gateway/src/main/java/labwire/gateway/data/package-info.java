/**
 * The data folder: what a lab keeps between runs, locked while it runs.
 *
 * <p>Starting point: {@link labwire.gateway.data.DataFolder}.
 */
@NullMarked
package labwire.gateway.data;

import org.jspecify.annotations.NullMarked;
