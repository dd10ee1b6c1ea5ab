package dev.tomthumb.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium without a window, which asks nobody but the page under test. */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    /**
     * Starts a browser.
     *
     * @param profile an empty directory of its own
     */
    public Browser(Path profile) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(
                        Path.of(System.getProperty("chromedriver", "/usr/bin/chromedriver")).toFile())
                .usingAnyFreePort()
                .build();
        this.driver = new ChromeDriver(service, options(profile));
    }

    private static ChromeOptions options(Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("chromium", "/usr/bin/chromium"));
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + profile.toAbsolutePath());
    }

    /** Makes the window look like that of a device, for the pages opened from now on. */
    public void becomes(int width, int height, String colorScheme) {
        becomes(width, height, 1, colorScheme);
    }

    /** As {@link #becomes(int, int, String)}, with {@code density} pixels of the screen to one of the page. */
    public void becomes(int width, int height, double density, String colorScheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", density, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colorScheme))));
    }

    public void open(String url) {
        driver.get(url);
    }

    /** Runs a script in every page from now on, before anything of the page. */
    public void beforeEveryPage(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Lets every answer take this much longer from now on, as on a distant server. */
    public void answersTake(int milliseconds) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", false, "latency", milliseconds, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Forgets what it has loaded. */
    public void forgetsItsCache() {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    }

    /** As somebody does who has moved the focus there and uses no mouse. */
    public void pressEnterOn(String id) {
        driver.findElement(By.id(id)).sendKeys(Keys.ENTER);
    }

    /** Moves the focus on, as the key does. */
    public void pressTab() {
        driver.switchTo().activeElement().sendKeys(Keys.TAB);
    }

    /** What a function body returns in the page: null, a Boolean, Long, Double, String, List or Map of such. */
    public Object run(String script) {
        return ((JavascriptExecutor) driver).executeScript(script);
    }

    public String text(String script) {
        return String.valueOf(run(script));
    }

    /** Waits until an expression is true in the page. */
    public void await(String expression) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage("in the page: " + expression)
                .until(page -> Boolean.TRUE.equals(run("return " + expression)));
    }

    /** What the page's console has said since the last question: errors, failed requests, broken policies. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Writes a picture of the whole page, not only of what the window shows. */
    public void photograph(Path file) throws IOException {
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", page()))
                .get("data");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
    }

    private Map<String, Object> page() {
        return Map.of(
                "x", 0,
                "y", 0,
                "width", run("return document.documentElement.clientWidth"),
                "height", run("return document.documentElement.scrollHeight"),
                "scale", 1);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
