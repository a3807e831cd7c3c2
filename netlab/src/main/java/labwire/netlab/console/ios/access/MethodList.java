package labwire.netlab.console.ios.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import labwire.netlab.console.ArgumentType;
import labwire.netlab.console.ArgumentType.Reading;
import labwire.netlab.console.CommandLine;
import labwire.netlab.device.login.Accounts;
import labwire.netlab.device.login.Accounts.ExecAuthorization;
import labwire.netlab.device.login.AuthenticationMethod;

/** AAA's methods to the end of a line: {@code group radius local}. */
final class MethodList {
    /** Methods in the order in which they are asked. */
    record Login(List<AuthenticationMethod> methods) {}

    record Exec(List<ExecAuthorization> methods) {}

    static final ArgumentType<Login> LOGIN = new ArgumentType<>(
            "LOGIN-METHODS",
            (line, index) -> read(line, index, List.of(AuthenticationMethod.values()), AuthenticationMethod::word)
                    .map(methods -> new Reading<>(new Login(methods), line.size() - index)));
    static final ArgumentType<Exec> EXEC = new ArgumentType<>(
            "EXEC-METHODS",
            (line, index) -> read(line, index, List.of(ExecAuthorization.values()), ExecAuthorization::word)
                    .map(methods -> new Reading<>(new Exec(methods), line.size() - index)));

    private MethodList() {}

    private static <M> Optional<List<M>> read(CommandLine line, int index, List<M> known, Function<M, String> wordOf) {
        List<M> methods = new ArrayList<>();
        int at = index;
        while (at < line.size()) {
            boolean group = "group".startsWith(line.word(at).toLowerCase(Locale.ROOT)) && at + 1 < line.size();
            String word = group ? "group " + line.word(at + 1) : line.word(at);
            Optional<M> method = match(word.toLowerCase(Locale.ROOT), known, wordOf);
            if (method.isEmpty() || methods.size() == Accounts.MAX_METHODS) {
                return Optional.empty();
            }
            methods.add(method.get());
            at += group ? 2 : 1;
        }
        return methods.isEmpty() ? Optional.empty() : Optional.of(methods);
    }

    /** The method of a word, or of the beginning of the only one, or of the first of {@code local…}. */
    private static <M> Optional<M> match(String word, List<M> known, Function<M, String> wordOf) {
        return known.stream()
                .filter(method -> wordOf.apply(method).startsWith(word))
                .findFirst();
    }
}
