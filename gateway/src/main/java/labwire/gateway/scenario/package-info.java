/**
 * Scenarios: what happens in a lab in virtual time, and when, in the words of the command line.
 *
 * <pre>
 * # lines that begin with # are comments
 * capture mail:eth1 mail.pcapng
 * capture R1:Gi0/0 SW1:Gi0/1 smtp.pcapng filter tcp port 25
 * at 1s     mail 20 from pc1 to mail starttls
 * at 1500ms link SW1:Gi0/3 cut
 * at 2s     exec R1 show ip interface brief
 * at 3s     play http://video:8080/demo/manifest.mpd on pc1 rule bola-e for 10s buffer 20s
 * expect 60s mail 20 at mail
 * expect 60s play on pc1
 * </pre>
 *
 * <p>Starting points: {@link labwire.gateway.scenario.ScenarioParser}, {@link labwire.gateway.scenario.ScenarioRun}.
 */
@NullMarked
package labwire.gateway.scenario;

import org.jspecify.annotations.NullMarked;
