package dev.tomthumb.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tomthumb.testkit.TroubleshootingPage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every symptom of docs/troubleshooting.md is made by a test, and the sentences of the product that the page quotes are the
 * product's. Whoever adds a symptom adds its test here.
 */
class TroubleshootingPageTest {
    private static final int LEAST = 8;

    /** The symptom, and the tests that make it and end it: {@code Class#method}, below {@code dev.tomthumb}. */
    private static final Map<String, List<String>> REPRODUCED = new LinkedHashMap<>();

    static {
        reproduced(
                "A URL answers 400 with Tomcat's own page, nothing is in Tomthumb's log",
                "it.TomcatSettingsIT#anEncodedSlashIsRefusedByTomcatUnlessItIsPassedThrough",
                "it.TomcatSettingsIT#passedThroughFilesWithAPercentSignInTheirNamesAreNotFound",
                "it.TomcatSettingsIT#longUrlsNeedALargerHeader",
                "it.TomcatSettingsIT#whatIsNeverValidInAUrlIsAlwaysTomcatsToAnswer",
                "it.ShippedConfigurationIT#aStockConnectorIsWarnedAboutByAttributeAndPort");
        reproduced("The site shows Tomcat's welcome page", "it.TroubleshootingIT#tomcatsOwnRootHidesOurs");
        reproduced(
                "Every request says `X-Cache: Miss from tomthumb`",
                "it.TroubleshootingIT#aDirectoryThatCannotBeWrittenLeavesLargePicturesMissesAndIsSaid",
                "it.ParallelDeploymentIT#theNewVersionTakesTheCacheOverFromTheOldOneAndRenditionsOutliveBoth");
        reproduced(
                "The cache is empty after a restart",
                "it.TroubleshootingIT#aCacheThatSeemsEmptyAfterARestartIsElsewhereOrOfOtherSettings");
        reproduced(
                "\"The disk tier pauses: …\"",
                "it.TroubleshootingIT#aFullVolumeStoresNothingIsSaidAndServesOn",
                "it.TroubleshootingIT#toTheLastByteWhereThatIsWanted",
                "cache.disk.DiskStoreFailureTest#whoLeavesNoRoomIsToldOfAndSoIsHisGoing",
                "cache.disk.DiskStoreFullVolumeTest#fullDuringPutsAtCloseAndAtTheStartAndWellAgainWhenSpaceReturns");
        reproduced(
                "503 \"can only let … requests wait\", and a warning in the log that names a filter",
                "it.HostSettingsIT#behindAFilterThatForbidsItFewWaitAndTheRestAreToldToComeBack",
                "it.HostSettingsIT#forcedNobodyBlocksHoweverManyWait");
        reproduced(
                "A URL of imgproxy's is refused with its text, and a second line",
                "it.TroubleshootingIT#aRefusalOfImgproxysHasItsTextAndASecondLine",
                "it.ImgproxyAnswersIT#developersSeeTheWholeTruthAndNoMarkupOfVisitors");
        reproduced(
                "\"URLs may not name this bucket\" or \"… this host\"",
                "it.TroubleshootingIT#urlsNameOnlyWhatTheOperatorLists");
        reproduced("403 \"sets a limit, which URLs may not do here\"", "it.TroubleshootingIT#limitsAreTheOperators");
        reproduced(
                "403 for every URL of imgproxy's, with the right signature",
                "it.ImgproxyIT#aSignatureAndASecretAreWanted");
        reproduced("A watermark is refused: \"none is set\"", "it.TroubleshootingIT#aWatermarkThatIsNotSetIsRefused");
        reproduced("An animation stands still", "it.TroubleshootingIT#anAnimationStandsStillUntilFramesAreAllowed");
        reproduced(
                "An SVG has lost its text or its pictures",
                "it.TroubleshootingIT#aDrawingLosesWhatLoadsOrRuns",
                "codec.svg.SvgSanitizerTest#styleSheetsLoadNothing",
                "codec.svg.SvgDecoderTest#picturesInsideAreDrawnAndThoseElsewhereAreNot");
        reproduced(
                "422 \"The original is not an image: it begins like HTML\"",
                "it.TroubleshootingIT#aPageInPlaceOfAPictureIsNamed");
        reproduced(
                "The health page answers 401 on the machine itself",
                "it.OpsAccessIT#directHttpFromTheMachineIsLetInAndAjpNeverWhateverItSays",
                "it.OpsAccessIT#anAddressThatAValveTookFromAHeaderOpensNothing");
        reproduced("WebP is refused by name", "it.TroubleshootingIT#withoutALibwebpWebpIsRefusedAndTheLogHasTheReason");
        reproduced(
                "Every `?w=320` gives the whole original, and `/tomthumb/health` is 404",
                "it.TroubleshootingIT#inTomcatsOwnLibOurJarDoesNothing",
                "it.TroubleshootingIT#aJarThatTomcatIsToldToSkipDoesNothing",
                "it.RegistrationIT$OnThisLine#elsewhereTheSiteIsAsItWas",
                "it.TomcatSettingsIT#withoutAScanForFragmentsThereIsNone",
                "it.HostSettingsIT#mistakesInTheSettingsAreAllReportedAndTheSiteGoesOn");
        reproduced(
                "`NoClassDefFoundError: jakarta/servlet/ServletContextListener` at the start",
                "it.HostConflictsIT$JarsOfAnotherLine#onTomcat9TheLogNamesTheRightZip",
                "it.HostConflictsIT$JarsOfAnotherLine#onTomcat11TheLogNamesTheRightZip");
        reproduced(
                "Your jars and ours: what the log says at the start",
                "it.HostConflictsIT#eachConflictIsOneWarningThatNamesBothJarsAndTheCure",
                "web.HostConflictsTest#twoOfUsAreNamed",
                "web.HostConflictsTest#aBindingForTheOldSlf4jIsNamed",
                "web.HostConflictsTest#aSecondProviderForTheNewSlf4jIsNamed");
        reproduced(
                "A jar is missing",
                "it.HostConflictsIT#onTomcat9TheCureIsTheTwin",
                "it.MissingJarsIT#s3IsRefusedByNameAndTheLogSaysSoAtTheStart",
                "it.MissingJarsIT#sharingNeedsTheAwsSdk",
                "it.MissingJarsIT#aClusterNeedsItsJar",
                "it.MissingJarsIT#drawingsAndWebpAreRefusedByName",
                "it.MissingJarsIT#pagesThatReadJsonSayWhatIsMissing");
        reproduced(
                "\"The page … has a picture without alt\" in the log",
                "it.TagsIT#whatIsMissingOrHarmfulIsAGreyBoxAndALine");
        reproduced("A grey box in place of a picture", "it.TagsIT#whatIsMissingOrHarmfulIsAGreyBoxAndALine");
        reproduced(
                "An `<img>` has no `width` and `height`",
                "it.JspPageIT#whatAPageMakesHasTheSidesThatAreGiven",
                "it.TagsIT#aPageWaitsTwoHundredMillisecondsForItsOriginals",
                "PageMarkupTest#whatHasNoSizeHasTheSidesThatItsAuthorGives",
                "markup.ServerOriginalsTest#whyNobodyTellsIsSaidOnceUntilSomebodyDoes",
                "markup.ServerOriginalsTest#whatIsNotToldOfIsSaidOnceForADirectory",
                "markup.ServerOriginalsTest#aServerThatLetsNobodyInTellsNothingUntilItDoes");
        reproduced(
                "Korean names are garbled or 404",
                "model.FileNamesTest#aLocaleWithoutSomeLettersIsWarnedOf",
                "upload.FileStoreTest#aNameThatThisJvmCannotGiveIsRefusedWithTheCure",
                "it.TomcatSettingsIT#namesInEucKrAreNamesOfNothing",
                "it.TomcatSettingsIT#koreanNamesNeedUtf8WhichIsWhatApplies",
                "it.UploadsIT#aFilterThatSaysAnotherEncodingGarblesNames",
                "it.UploadsIT#aNameTypedOnAMacIsComposed");
        reproduced(
                "Can somebody get around my login by asking for a thumbnail?",
                "it.RegistrationIT$OnThisLine#renditionsAreMadeAndTheLoginGuardsThem",
                "it.JspPageIT#whatIsGuardedIsPrivate",
                "shop.ShopIT#theLoginGuardsPagesPicturesAndThumbnails",
                "shop.ShopBesideIT#whatIsBehindTheLoginIsNotInTheWar");
        reproduced(
                "An upload is refused though it is a picture",
                "upload.UploadCheckTest#aLieIsRefusedOrPutRight",
                "upload.UploadCheckTest#nothingHiddenIsEverStored",
                "it.UploadsIT#tooLargeForUsAndTooLargeForTheContainerAreBothAnswers",
                "it.UploadsIT#aNameThatIsTooLongForTheContainerIsAnAnswerToo");
        reproduced(
                "A picture that was just uploaded is 404",
                "it.TomcatSettingsIT#antiResourceLockingServesACopyWhichNewFilesNeverReach",
                "it.TomcatSettingsIT#whatWasAskedForBeforeItWasThereIsThereAfterAFewSeconds");
        reproduced(
                "\"The disk cache does not serve: … cannot be written\"",
                "it.TroubleshootingIT#aDirectoryThatCannotBeWrittenLeavesLargePicturesMissesAndIsSaid");
        reproduced(
                "\"… is held by ROOT of process 4711 since …\"",
                "it.ParallelDeploymentIT#theNewVersionTakesTheCacheOverFromTheOldOneAndRenditionsOutliveBoth",
                "cache.disk.DiskStoreKillTest#allThatWasPutIsThere");
        reproduced("503 with `Retry-After`", "it.TroubleshootingIT#moreThanCanBeMadeIsToldToComeBack");
        reproduced(
                "422 \"needs … MB of memory; at most … MB are given to it\"",
                "it.TroubleshootingIT#aPictureThatNeedsMoreMemoryThanThereIsIsRefusedBeforeItTakesAny",
                "it.TroubleshootingIT#theHeapTierMayBeTooLargeForTheHeap");
        reproduced("AVIF, HEIC or JPEG XL is refused", "it.TroubleshootingIT#withoutALibvipsAvifIsRefused");
        reproduced(
                "An SVG is refused",
                "it.TroubleshootingIT#aDrawingThatIsTooMuchWorkIsRefused",
                "codec.svg.SvgDecoderTest#aDrawingIsGivenUpWhenItsTimeIsOver");
        reproduced(
                "S3 says no", "it.TroubleshootingIT#s3SaysNoInFiveWays", "source.s3.S3SourceIT#aWrongSecretIsDenied");
        reproduced(
                "403 \"The signature does not belong to this path\"",
                "it.TroubleshootingIT#aSignatureBelongsToOnePath");
        reproduced(
                "Warnings with Java 25: \"A restricted method in java.lang.System has been called\"",
                "it.DeploymentsIT$JarOnTomcat11#newerJdksWarnOfNativeCodeAndWork");
        reproduced(
                "\"appears to have started a thread named …\" when an application stops",
                "it.UndeployIT$OnThisLine#whatAnotherApplicationLeavesIsReported",
                "it.UndeployIT$OnThisLine#nothingOfUsIsLeftAfterUndeployAndRedeployWorks");
    }

    private static void reproduced(String symptom, String... tests) {
        REPRODUCED.put(symptom, List.of(tests));
    }

    @Test
    void everySymptomHasItsTests() throws IOException {
        assertThat(TroubleshootingPage.read().symptoms()).containsExactlyElementsOf(REPRODUCED.keySet());
    }

    static Stream<String> tests() {
        return REPRODUCED.values().stream().flatMap(List::stream).distinct();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void everyTestIsThere(String name) throws ReflectiveOperationException {
        int hash = name.indexOf('#');
        Class<?> test = Class.forName(
                "dev.tomthumb." + name.substring(0, hash), false, getClass().getClassLoader());

        assertThat(methods(test).filter(method -> method.getName().equals(name.substring(hash + 1))))
                .as(name)
                .singleElement()
                .matches(
                        method -> method.isAnnotationPresent(Test.class)
                                || method.isAnnotationPresent(ParameterizedTest.class),
                        "is a test")
                .matches(method -> !method.isAnnotationPresent(Disabled.class), "runs");
        assertThat(test.isAnnotationPresent(Disabled.class)).as(name).isFalse();
    }

    private static Stream<Method> methods(Class<?> test) {
        List<Method> methods = new ArrayList<>();
        for (Class<?> each = test; each != null && each != Object.class; each = each.getSuperclass()) {
            methods.addAll(List.of(each.getDeclaredMethods()));
        }
        return methods.stream();
    }

    @Test
    void whatIsQuotedStandsInTheCode() throws IOException {
        String code = literals();
        TroubleshootingPage page = TroubleshootingPage.read();

        List<String> pieces = page.symptoms().stream()
                .flatMap(symptom -> page.quoted(symptom).stream())
                .flatMap(line -> Stream.of(line.split("…")))
                .map(String::strip)
                .filter(piece -> piece.length() >= LEAST)
                .toList();

        assertThat(pieces).hasSizeGreaterThan(20);
        assertThat(pieces).filteredOn(piece -> !code.contains(piece)).isEmpty();
    }

    /** The sources with strings in one piece that are put together from several. */
    private static String literals() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file).replaceAll("(?<!\\\\)\"\\s*\\+\\s*\"", ""));
            }
        }
        return all.toString().replace("\\\"", "\"").replaceAll("''", "'");
    }
}
