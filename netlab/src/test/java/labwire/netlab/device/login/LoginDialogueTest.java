package labwire.netlab.device.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import labwire.netlab.device.login.Accounts.ExecAuthorization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoginDialogueTest {
    private static final LineAccess LOCAL = LineAccess.VTY.withCheck(LineAccess.Check.LOCAL);

    private @Nullable StoredPassword enable;
    private final Accounts accounts = new Accounts(() -> Optional.ofNullable(enable), new SplittableRandom(7));

    private void user(String name, int privilege, String password) {
        accounts.users()
                .put(
                        name,
                        UserAccount.named(name)
                                .withPrivilege(privilege)
                                .withPassword(UserAccount.Kind.SECRET, accounts.hashed(password)));
    }

    /** The dialogue as a terminal shows it, but for what is typed. */
    private static String talk(LoginDialogue dialogue, String... typed) {
        StringBuilder shown = new StringBuilder();
        LoginStep step = dialogue.begin();
        show(shown, step);
        for (String line : typed) {
            step = dialogue.answer(line);
            show(shown, step);
        }
        return shown.toString();
    }

    private static void show(StringBuilder shown, LoginStep step) {
        if (step instanceof LoginStep.Question question) {
            shown.append(question.text()).append(question.prompt()).append(question.hidden() ? "*" : "");
        } else if (step instanceof LoginStep.Granted granted) {
            shown.append("in: ").append(granted.login());
        } else if (step instanceof LoginStep.Denied denied) {
            shown.append(denied.text()).append("out");
        }
    }

    @Test
    void aLocalUserComesInWithHisPrivilege() {
        user("admin", 15, "access123");
        assertThat(talk(new LoginDialogue(accounts, LOCAL), "ADMIN", "access123"))
                .isEqualTo("\nUser Access Verification\n\nUsername: Password: *in: Login[user=admin, privilege=15]");
    }

    @Test
    void threeWrongTriesAreAllThereAre() {
        user("admin", 15, "access123");
        assertThat(talk(new LoginDialogue(accounts, LOCAL), "admin", "x", "nobody", "access123", "", "admin", ""))
                .isEqualTo(
                        "\nUser Access Verification\n\nUsername: Password: *% Login invalid\n\n"
                                + "Username: Password: *% Login invalid\n\nUsername: Username: Password: *% Login invalid\nout");
    }

    @Test
    void withAaaAPrivilegeCountsOnceExecIsAuthorized() {
        user("admin", 15, "access123");
        accounts.newModel(true);
        accounts.loginLists().put("default", List.of(AuthenticationMethod.LOCAL));
        assertThat(accounts.check(LineAccess.VTY, "admin", "access123")).contains(new Login("admin", 1));
        accounts.execLists().put("default", List.of(ExecAuthorization.LOCAL));
        assertThat(accounts.check(LineAccess.VTY, "admin", "access123")).contains(new Login("admin", 15));
        assertThat(talk(new LoginDialogue(accounts, LineAccess.VTY, 1), "admin", "x"))
                .endsWith("\n% Authentication failed\nout");
    }

    @Test
    void theFirstMethodThatCanTellDecides() {
        accounts.newModel(true);
        accounts.loginLists()
                .put(
                        "default",
                        List.of(
                                AuthenticationMethod.GROUP_TACACS,
                                AuthenticationMethod.LOCAL,
                                AuthenticationMethod.ENABLE,
                                AuthenticationMethod.NONE));
        assertThat(talk(new LoginDialogue(accounts, LineAccess.VTY))).isEqualTo("in: Login[user=, privilege=1]");
        enable = StoredPassword.clear("cisco");
        assertThat(talk(new LoginDialogue(accounts, LineAccess.VTY), "no", "cisco"))
                .isEqualTo("\nUser Access Verification\n\nPassword: *Password: *in: Login[user=, privilege=1]");
        user("admin", 1, "access123");
        assertThat(accounts.check(LineAccess.VTY, "admin", "cisco")).isEmpty();
    }

    @Test
    void aLineAsksForItsPasswordAndRefusesWithoutOne() {
        assertThat(talk(new LoginDialogue(accounts, LineAccess.VTY)))
                .isEqualTo("\n\nPassword required, but none set\nout");
        LineAccess line = LineAccess.VTY
                .withPassword(Optional.of(StoredPassword.clear("cisco")))
                .withPrivilege(15);
        assertThat(talk(new LoginDialogue(accounts, line), "no", "cisco"))
                .endsWith("Password: *Password: *in: Login[user=, privilege=15]");
        assertThat(talk(new LoginDialogue(accounts, line), "no", "no", "no")).endsWith("% Bad passwords\nout");
    }

    @Test
    void aConsoleIsOpenUntilAListSaysOtherwise() {
        assertThat(talk(new LoginDialogue(accounts, LineAccess.CONSOLE))).isEqualTo("in: Login[user=, privilege=1]");
        accounts.newModel(true);
        assertThat(talk(new LoginDialogue(accounts, LineAccess.CONSOLE))).isEqualTo("in: Login[user=, privilege=1]");
        assertThat(talk(new LoginDialogue(accounts, LineAccess.VTY))).endsWith("Username: ");
        accounts.loginLists().put("default", List.of(AuthenticationMethod.LOCAL));
        assertThat(talk(new LoginDialogue(accounts, LineAccess.CONSOLE))).endsWith("Username: ");
    }

    @Test
    void localCaseMindsTheCaseOfNames() {
        user("Admin", 15, "access123");
        accounts.newModel(true);
        accounts.loginLists().put("default", List.of(AuthenticationMethod.LOCAL_CASE));
        assertThat(accounts.check(LineAccess.VTY, "admin", "access123")).isEmpty();
        assertThat(accounts.check(LineAccess.VTY, "Admin", "access123")).isPresent();
    }
}
