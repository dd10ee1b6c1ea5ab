package dev.tomthumb.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads all settings at once.
 *
 * <p>For each the first of these that says something counts: the system property, our environment variable, the
 * context parameter, imgproxy's environment variable, the default. Blank text says nothing.
 */
public final class SettingsLoader {
    private static final String SYSTEM_PROPERTY = "system property";
    private static final String CONTEXT_PARAMETER = "context parameter";
    private static final String ENVIRONMENT = "environment";

    private final SettingTexts texts;
    private final Surroundings surroundings;
    private final Map<Setting<?>, Settings.Value> values = new HashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    private SettingsLoader(SettingTexts texts, Installation installation) {
        this.texts = texts;
        this.surroundings = new Surroundings(
                installation, ImgproxyNames.present(texts.environment().keySet()));
    }

    /**
     * Reads every setting of the table.
     *
     * @throws SettingsException at least one text is wrong, two contradict each other, or a name is unknown; it lists
     *     all of them
     */
    public static Settings load(SettingTexts texts, Installation installation) throws SettingsException {
        return new SettingsLoader(texts, installation).load();
    }

    /**
     * One setting before all others are read, where a decision cannot wait for them.
     *
     * @throws SettingsException what is said of it is wrong; nothing else is looked at
     */
    public static <T> T only(Setting<T> setting, SettingTexts texts) throws SettingsException {
        SettingsLoader loader = new SettingsLoader(texts, Installation.here(false, Path.of("")));
        loader.read(setting);
        if (!loader.mistakes.isEmpty()) {
            throw new SettingsException(loader.mistakes);
        }
        return new Settings(loader.values, false, List.of(), List.of()).get(setting);
    }

    private Settings load() throws SettingsException {
        SettingTable.all().forEach(this::read);
        List<StoreSettings.Store> named = namedStores();
        named.forEach(store -> store.settings().forEach(this::read));
        StoreReader stores = new StoreReader(values);
        List<S3Store> read = stores.read(named);
        mistakes.addAll(CrossChecks.of(values));
        mistakes.addAll(stores.mistakes());
        unknownNames(named);
        List<String> warnings = imgproxyWarnings();
        if (!mistakes.isEmpty()) {
            throw new SettingsException(mistakes);
        }
        return new Settings(values, surroundings.imgproxy(), warnings, read);
    }

    @SuppressWarnings("unchecked") // what the setting's own reader returned
    private List<StoreSettings.Store> namedStores() {
        Settings.Value names = values.get(StoreSettings.S3_STORES);
        return names == null
                ? List.of()
                : ((List<String>) names.value())
                        .stream().distinct().map(StoreSettings.Store::named).toList();
    }

    private void read(Setting<?> setting) {
        Said said = said(setting)
                .orElseGet(() ->
                        new Said(setting.fallback().text().apply(surroundings).strip(), "default"));
        try {
            Object value = setting.reader().read(said.text);
            values.put(setting, new Settings.Value(value, said.text, said.origin, !said.origin.equals("default")));
        } catch (UnreadableException e) {
            String wrong = String.valueOf(e.getMessage());
            mistakes.add(new Mistake(
                    setting.name(),
                    said.origin,
                    wrong,
                    "accepted: " + setting.reader().accepted()));
        }
    }

    private record Said(String text, String origin) {}

    private Optional<Said> said(Setting<?> setting) {
        String variable = setting.environmentName();
        return text(texts.systemProperties(), setting.name())
                .map(text -> new Said(text, SYSTEM_PROPERTY))
                .or(() -> text(texts.environment(), variable).map(text -> new Said(text, ENVIRONMENT + " " + variable)))
                .or(() ->
                        text(texts.contextParameters(), setting.name()).map(text -> new Said(text, CONTEXT_PARAMETER)))
                .or(() -> saidToImgproxy(setting));
    }

    private Optional<Said> saidToImgproxy(Setting<?> setting) {
        for (Setting.Alias alias : setting.aliases()) {
            Optional<Said> said = text(texts.environment(), alias.environmentName())
                    .flatMap(alias.translation())
                    .map(text -> new Said(text, ENVIRONMENT + " " + alias.environmentName()));
            if (said.isPresent()) {
                return said;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(Map<String, String> written, String name) {
        return Optional.ofNullable(written.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void unknownNames(List<StoreSettings.Store> stores) {
        Map<String, String> spellings = new LinkedHashMap<>();
        SettingTable.all().forEach(setting -> spellings.put(setting.name(), setting.environmentName()));
        stores.forEach(
                store -> store.settings().forEach(setting -> spellings.put(setting.name(), setting.environmentName())));
        unknown(texts.systemProperties().keySet(), Setting.PREFIX, spellings.keySet(), SYSTEM_PROPERTY);
        unknown(texts.environment().keySet(), Setting.ENVIRONMENT_PREFIX, spellings.values(), ENVIRONMENT);
        unknown(texts.contextParameters().keySet(), Setting.PREFIX, spellings.keySet(), CONTEXT_PARAMETER);
    }

    private void unknown(Collection<String> written, String prefix, Collection<String> known, String origin) {
        Set<String> names = new HashSet<>(known);
        written.stream()
                .filter(name -> name.startsWith(prefix) && !names.contains(name) && !ImgproxyNames.serviceLink(name))
                .sorted()
                .forEach(name -> mistakes.add(
                        new Mistake(name, origin, "there is no setting of that name", advice(name, prefix, known))));
    }

    /** Compared without the prefix, which would make short names look alike. */
    private static String advice(String name, String prefix, Collection<String> known) {
        List<String> shortened =
                known.stream().map(one -> one.substring(prefix.length())).toList();
        return NearestName.of(name.substring(prefix.length()), shortened)
                .map(nearest -> "the nearest is " + prefix + nearest)
                .orElse("docs/settings.md lists all names");
    }

    private List<String> imgproxyWarnings() {
        Set<String> supported = new HashSet<>();
        SettingTable.all()
                .forEach(setting -> setting.aliases().forEach(alias -> supported.add(alias.environmentName())));
        List<String> ignored = ImgproxyNames.unsupported(texts.environment().keySet(), supported);
        List<String> warnings = new ArrayList<>();
        if (!ignored.isEmpty()) {
            warnings.add("These imgproxy settings have no effect here: " + String.join(", ", ignored) + ".");
        }
        Settings.Value allowed = values.get(SettingTable.HTTP_ALLOW);
        if (surroundings.imgproxy() && allowed != null && !allowed.set()) {
            warnings.add(
                    "IMGPROXY_* variables are set, so URLs may name any web server as their source, as with imgproxy; "
                            + SettingTable.HTTP_ALLOW.name() + " limits it.");
        }
        return warnings;
    }
}
