package labwire.netlab.console.ssh;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import labwire.netlab.device.login.Login;
import labwire.netlab.device.login.LoginChallenge;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.server.auth.keyboard.InteractiveChallenge;
import org.apache.sshd.server.auth.keyboard.KeyboardInteractiveAuthenticator;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.session.ServerSession;

/**
 * Checks names and passwords by the device's accounts. What is to be compared is looked up on the lab's loop; the
 * comparison, which may be a slow hash, is made on the connection's thread.
 */
final class SshLogin implements PasswordAuthenticator, KeyboardInteractiveAuthenticator {
    static final AttributeKey<Login> LOGIN = new AttributeKey<>();

    private final EventLoop loop;
    private final Function<String, LoginChallenge> challenges;

    /** @param challenges by the user's name; asked on the lab's loop */
    SshLogin(EventLoop loop, Function<String, LoginChallenge> challenges) {
        this.loop = loop;
        this.challenges = challenges;
    }

    @Override
    public boolean authenticate(String user, String password, ServerSession session) {
        Optional<Login> login = challenge(user).flatMap(challenge -> challenge.answer(password));
        login.ifPresent(granted -> session.setAttribute(LOGIN, granted));
        return login.isPresent();
    }

    private Optional<LoginChallenge> challenge(String user) {
        try {
            return Optional.of(loop.submit(() -> challenges.apply(user)).get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("login of " + user, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RejectedExecutionException e) {
            return Optional.empty(); // The lab has ended.
        }
    }

    @Override
    public InteractiveChallenge generateChallenge(
            ServerSession session, String user, String language, String submethods) {
        InteractiveChallenge challenge = new InteractiveChallenge();
        challenge.setInteractionName("");
        challenge.setInteractionInstruction("");
        challenge.setLanguageTag("");
        challenge.addPrompt("Password: ", false);
        return challenge;
    }

    @Override
    public boolean authenticate(ServerSession session, String user, List<String> responses) {
        return responses.size() == 1 && authenticate(user, responses.get(0), session);
    }
}
