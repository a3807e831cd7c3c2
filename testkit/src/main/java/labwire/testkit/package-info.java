/**
 * JUnit 5 extensions for your tests: a lab in virtual time for each test, or a mail server on real ports.
 *
 * <p>Starting points: {@link labwire.testkit.LabExtension}, {@link labwire.testkit.MailServerExtension}.
 */
@NullMarked
package labwire.testkit;

import org.jspecify.annotations.NullMarked;
