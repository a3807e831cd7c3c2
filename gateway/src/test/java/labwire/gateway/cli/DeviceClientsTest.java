package labwire.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Network engineers' programs at the shipped lab's routers and switches: OpenSSH, Telnet, netmiko, paramiko, Ansible. */
class DeviceClientsTest {
    /** Debian's, which has Debian's packages, whatever else is first on the path. */
    private static final String PYTHON = "/usr/bin/python3";

    private static final int PATIENCE_SECONDS = 120;

    @TempDir
    static Path folder;

    private static LabProcess lab;

    @BeforeAll
    static void start() throws IOException {
        lab = LabProcess.start(folder.resolve("data"));
        assertThat(lab.startOutput()).contains("Lab course is up");
        Files.writeString(folder.resolve("ssh.conf"), """
                Host *
                  StrictHostKeyChecking no
                  UserKnownHostsFile %s
                  LogLevel ERROR
                """.formatted(folder.resolve("known_hosts")));
    }

    @AfterAll
    static void end() throws Exception {
        assertThat(lab.end().output()).doesNotContain("Exception");
    }

    /** Runs a program to its end, in the test's folder. */
    private static LabProcess.Outcome run(String... command) throws Exception {
        ExternalProgram.assumePresent(Path.of(command[0]).getFileName().toString());
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("ANSIBLE_CONFIG", folder.resolve("ansible.cfg").toString());
        environment.put("ANSIBLE_HOME", folder.resolve("ansible").toString());
        environment.put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + ": no end after " + PATIENCE_SECONDS + " s:\n"
                    + Files.readString(output, StandardCharsets.UTF_8));
        }
        return new LabProcess.Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private static LabProcess.Outcome ssh(int port, String command) throws Exception {
        ExternalProgram.assumePresent("ssh");
        return run(
                "sshpass",
                "-p",
                "access123",
                "ssh",
                "-F",
                folder.resolve("ssh.conf").toString(),
                "-p",
                Integer.toString(lab.port(port)),
                "admin@127.0.0.1",
                command);
    }

    private static LabProcess.Outcome python(String module, String script, String... arguments) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(PYTHON)), PYTHON + " is not installed");
        assumeTrue(run(PYTHON, "-c", "import " + module).status() == 0, "python3-" + module + " is not installed");
        List<String> command = new ArrayList<>(List.of(PYTHON, "-c", script));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    private static LabProcess.Outcome expect(String script) throws Exception {
        Path file = Files.writeString(Files.createTempFile(folder, "script", ".exp"), script);
        return run("expect", file.toString());
    }

    @Test
    void opensshRunsOneCommandAndEndsWithStatusZero() throws Exception {
        for (int device = 1; device <= 5; device++) {
            LabProcess.Outcome outcome = ssh(2200 + device, "sh run | inc hostname");
            assertThat(outcome.status()).as(outcome.output()).isZero();
            assertThat(outcome.output().strip()).isEqualTo("hostname " + (device == 1 ? "R1" : "SW" + (device - 1)));
        }
    }

    @Test
    void opensshShowsItsOwnConnection() throws Exception {
        assertThat(ssh(2201, "show ssh").output()).contains("aes128-ctr", "hmac-sha2-256", "Session started", "admin");
        assertThat(ssh(2201, "show ip ssh").output()).contains("SSH Enabled - version 2.0", "\nssh-rsa AAAA");
    }

    @Test
    void opensshWithATerminalTypesTheCoursesLines() throws Exception {
        ExternalProgram.assumePresent("ssh");
        LabProcess.Outcome outcome = expect("""
                set timeout 20
                spawn ssh -tt -F %s -p %d admin@127.0.0.1
                expect "assword:" ; send "access123\\r"
                expect "SW4#" ; send "config t\\r"
                expect "(config)#" ; send "int gi3/3\\r"
                expect "(config-if)#" ; send "description by hand\\r"
                expect "(config-if)#" ; send "exit\\r"
                expect "(config)#" ; send "exit\\r"
                expect "SW4#" ; send "sh run | sec 3/3\\r"
                expect "by hand" ; expect "SW4#" ; send "exit\\r"
                expect eof
                """.formatted(folder.resolve("ssh.conf"), lab.port(2205)));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains(" description by hand").doesNotContain("%");
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        ExternalProgram.assumePresent("ssh");
        LabProcess.Outcome outcome = run(
                "sshpass",
                "-p",
                "wrong",
                "ssh",
                "-F",
                folder.resolve("ssh.conf").toString(),
                "-o",
                "NumberOfPasswordPrompts=1",
                "-p",
                Integer.toString(lab.port(2201)),
                "admin@127.0.0.1",
                "show version");
        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.output()).doesNotContain("Version");
    }

    @Test
    void telnetAsksForNameAndPassword() throws Exception {
        ExternalProgram.assumePresent("telnet");
        LabProcess.Outcome outcome = expect("""
                set timeout 20
                spawn telnet 127.0.0.1 %d
                expect "Username:" ; send "admin\\r"
                expect "Password:" ; send "access123\\r"
                expect "R1#" ; send "sh ip int br\\r"
                expect "192.168.169.110" ; expect "R1#" ; send "exit\\r"
                expect eof
                """.formatted(lab.port(2301)));
        assertThat(outcome.output())
                .contains("User Access Verification", "Interface                  IP-Address      OK? Method");
    }

    @Test
    void netmikoShowsConfiguresSavesAndCopies() throws Exception {
        LabProcess.Outcome outcome = python("netmiko", """
                import sys
                from netmiko import ConnectHandler, file_transfer
                c = ConnectHandler(device_type='cisco_ios', host='127.0.0.1', port=int(sys.argv[1]),
                                   username='admin', password='access123', secret='access123')
                c.enable()
                print(c.find_prompt())
                print(c.send_command('show ip interface brief'))
                print(c.send_config_set(['interface Vlan1', 'description by netmiko']))
                print(c.send_command('show running-config | include netmiko'))
                print('saved', c.save_config())
                open('x.txt', 'w').write('hello\\n' * 100)
                print(file_transfer(c, source_file='x.txt', dest_file='x.txt', file_system='flash0:', direction='put',
                                    overwrite_file=True))
                print(c.send_command('dir'))
                c.disconnect()
                """, Integer.toString(lab.port(2202)));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("SW1#", "10.10.88.111", " description by netmiko", "[OK]", "'file_verified': True", "x.txt");
    }

    @Test
    void netmikoSpeaksTelnetToo() throws Exception {
        LabProcess.Outcome outcome = python("netmiko", """
                import sys
                from netmiko import ConnectHandler
                c = ConnectHandler(device_type='cisco_ios_telnet', host='127.0.0.1', port=int(sys.argv[1]),
                                   username='admin', password='access123', secret='access123')
                c.enable()
                print(c.send_command('show version'))
                c.disconnect()
                """, Integer.toString(lab.port(2303)));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("Cisco IOS Software", "SW2 uptime is");
    }

    @Test
    void paramikoInvokesAShell() throws Exception {
        LabProcess.Outcome outcome = python("paramiko", """
                import paramiko, sys
                c = paramiko.SSHClient()
                c.set_missing_host_key_policy(paramiko.AutoAddPolicy())
                c.connect('127.0.0.1', port=int(sys.argv[1]), username='admin', password='access123',
                          look_for_keys=False, allow_agent=False)
                s = c.invoke_shell()
                def until(end):
                    text = ''
                    while not text.endswith(end):
                        text += s.recv(1000).decode()
                    return text
                print(until('#'))
                for line in ['terminal length 0', 'show version', 'show privilege']:
                    s.send(line + '\\n')
                    print(until('#'))
                c.close()
                """, Integer.toString(lab.port(2204)));
        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("SW3 uptime is", "Current privilege level is 15");
    }

    @Test
    void theConsolePortTakesWhatIsTypedFromAFile() throws Exception {
        Process process = LabProcess.begin(
                List.of("console", "SW2", "--data", folder.resolve("data").toString()));
        try (OutputStream keys = process.getOutputStream()) {
            keys.write("admin\raccess123\rsh ip int br | inc Vlan\r".getBytes(StandardCharsets.US_ASCII));
        }
        String screen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(screen).contains("User Access Verification", "10.10.88.112").doesNotContain("access123");
    }

    @Test
    void ansibleFindsItsFactsAndChangesWhatIsNotSo() throws Exception {
        Files.writeString(folder.resolve("ansible.cfg"), """
                [defaults]
                host_key_checking = False
                inventory = inventory.ini
                [persistent_connection]
                connect_timeout = 60
                command_timeout = 60
                """);
        Files.writeString(folder.resolve("inventory.ini"), """
                [routers]
                R1 ansible_port=%d
                [switches]
                SW3 ansible_port=%d
                [all:vars]
                ansible_host=127.0.0.1
                ansible_user=admin
                ansible_password=access123
                ansible_connection=ansible.netcommon.network_cli
                ansible_network_os=cisco.ios.ios
                ansible_network_cli_ssh_type=paramiko
                ansible_become=yes
                ansible_become_method=enable
                ansible_become_password=access123
                """.formatted(lab.port(2201), lab.port(2204)));
        Files.writeString(folder.resolve("play.yml"), """
                - hosts: all
                  gather_facts: no
                  tasks:
                    - cisco.ios.ios_facts: {gather_subset: [default, hardware, interfaces, config]}
                    - cisco.ios.ios_command: {commands: [show version, show ip interface brief]}
                    - cisco.ios.ios_config:
                        parents: interface GigabitEthernet0/1
                        lines: [description by ansible]
                    - cisco.ios.ios_interfaces:
                        config: [{name: GigabitEthernet0/2, description: by a module}]
                        state: merged
                - hosts: switches
                  gather_facts: no
                  tasks:
                    - cisco.ios.ios_vlans:
                        config: [{vlan_id: 30, name: thirty}]
                        state: merged
                    - cisco.ios.ios_l2_interfaces:
                        config: [{name: GigabitEthernet3/2, mode: access, access: {vlan: 30}}]
                        state: merged
                """);
        LabProcess.Outcome first = run("ansible-playbook", "play.yml");
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output()).contains("changed=");
        LabProcess.Outcome second = run("ansible-playbook", "play.yml");
        assertThat(second.status()).as(second.output()).isZero();
        assertThat(second.output().lines().filter(line -> line.contains("changed=")))
                .allMatch(line -> line.contains("changed=0"), "nothing changes a second time");
    }
}
