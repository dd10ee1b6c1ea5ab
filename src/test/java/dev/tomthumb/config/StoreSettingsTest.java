package dev.tomthumb.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreSettingsTest {
    private static final Installation MACHINE = new Installation(true, 4, 4L << 30, Path.of("/srv/state"));

    private static Settings load(String... pairs) throws SettingsException {
        return SettingsLoader.load(SettingTexts.ofProperties(texts(pairs)), MACHINE);
    }

    private static Map<String, String> texts(String... pairs) {
        Map<String, String> texts = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            texts.put("tomthumb.s3." + pair.substring(0, equals), pair.substring(equals + 1));
        }
        return texts;
    }

    @Test
    void aNamedServerHasSettingsOfItsOwn() throws SettingsException {
        Settings settings = load(
                "stores=archive",
                "archive.endpoint=https://s3.example:9000",
                "archive.region=eu-west-3",
                "archive.access-key=id",
                "archive.secret-key=hush",
                "archive.path-style=false",
                "archive.assume-role-arn=arn:aws:iam::123456789012:role/pictures",
                "archive.assume-role-external-id=x-1",
                "archive.buckets=scans,maps");

        assertThat(settings.stores())
                .containsExactly(new S3Store(
                        "archive",
                        Optional.of(URI.create("https://s3.example:9000")),
                        Optional.of("eu-west-3"),
                        Optional.of(Secret.ofText("id")),
                        Optional.of(Secret.ofText("hush")),
                        false,
                        false,
                        Optional.of(new S3Role(
                                "arn:aws:iam::123456789012:role/pictures", Optional.of("x-1"), Optional.empty())),
                        Set.of("scans", "maps")));
        assertThat(settings.startupTable())
                .contains("tomthumb.s3.archive.endpoint")
                .containsPattern("tomthumb.s3.archive.secret-key +\\*\\*\\*\\*")
                .doesNotContain("hush");
    }

    @Test
    void theEnvironmentSpellsThemAsEver() throws SettingsException {
        SettingTexts texts = new SettingTexts(
                Map.of(), Map.of("TOMTHUMB_S3_STORES", "archive", "TOMTHUMB_S3_ARCHIVE_BUCKETS", "scans"), Map.of());

        assertThat(SettingsLoader.load(texts, MACHINE).stores())
                .extracting(S3Store::buckets)
                .containsExactly(Set.of("scans"));
    }

    @Test
    void withoutNamesThereAreNone() throws SettingsException {
        assertThat(load("region=eu-west-3").stores()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        archive.bukets=a1;stores=archive;archive.buckets=b1  | archive.bukets     | there is no setting of that name
        partner.buckets=a1                                   | partner.buckets    | there is no setting of that name
        stores=archive                                       | archive.buckets    | it names no bucket that lies there
        stores=archive;archive.buckets=*                     | archive.buckets    | it names no bucket that lies there
        stores=a,b;a.buckets=x1;b.buckets=x1                 | b.buckets          | the bucket x1 lies in the store a already
        stores=a;a.buckets=x1;a.access-key=id                | a.access-key       | the other half of the credentials is missing
        stores=a;a.buckets=x1;a.anonymous=on;a.assume-role-arn=arn:aws:iam::1:role/a | a.anonymous | unsigned requests have no role, yet one is set
        anonymous=on;assume-role-arn=arn:aws:iam::1:role/a | anonymous | unsigned requests have no role, yet one is set
        stores=a;a.buckets=x1;a.anonymous=maybe              | a.anonymous        | "maybe" is neither true nor false
        """)
    void mistakesAreNamed(String pairs, String name, String wrong) {
        SettingsException refusal = catchThrowableOfType(SettingsException.class, () -> load(pairs.split(";")));

        assertThat(refusal.mistakes())
                .extracting(Mistake::name, Mistake::wrong)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("tomthumb.s3." + name, wrong));
    }

    @Test
    void aMountInADeniedBucketIsAMistake() {
        Map<String, String> texts = texts("denied-buckets=secrets");
        texts.put("tomthumb.mounts", "/a/ = s3://secrets/");
        SettingsException refusal = catchThrowableOfType(
                SettingsException.class, () -> SettingsLoader.load(SettingTexts.ofProperties(texts), MACHINE));

        assertThat(refusal.mistakes()).extracting(Mistake::name).containsExactly("tomthumb.mounts");
    }
}
