/**
 * Labs in your tests: a JUnit 5 extension that builds a lab in virtual time for each test.
 *
 * <p>Starting point: {@link labwire.testkit.LabExtension}.
 */
@NullMarked
package labwire.testkit;

import org.jspecify.annotations.NullMarked;
