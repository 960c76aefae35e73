// The cask of Homebrew, for macOS.
import { appId, packageFor, summaries } from './release.mjs';

/**
 * @param {import('./release.mjs').Release} release
 * @returns {Record<string, string>} texts by path
 */
export function homebrewCask(release) {
  const { version, homepage } = release;
  const [arm, intel] = [packageFor(release, 'mac-arm64.dmg'), packageFor(release, 'mac-x64.dmg')];
  const url = arm.url.replace(`-${version}-`, '-#{version}-').replace('arm64', '#{arch}');
  const text = `cask "dropmill" do
  arch arm: "arm64", intel: "x64"

  version "${version}"
  sha256 arm:   "${arm.sha256}",
         intel: "${intel.sha256}"

  url "${url}"
  name "Dropmill"
  desc "${summaries().en}"
  homepage "${homepage}"

  livecheck do
    url "${homepage}/releases/latest-mac.yml"
    strategy :electron_builder
  end

  depends_on macos: ">= :ventura"

  app "Dropmill.app"
  binary "#{appdir}/Dropmill.app/Contents/Resources/bin/dropmill"

  uninstall quit: "${appId()}"

  zap trash: [
    "~/Library/Application Support/Dropmill",
    "~/Library/Preferences/${appId()}.plist",
    "~/Library/Saved Application State/${appId()}.savedState",
  ]
end
`;
  return { 'homebrew/dropmill.rb': text };
}
