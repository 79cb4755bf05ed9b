# Asks Word how many pages a document has: opened read-only, no macro, no link followed.
# word.ps1 -Source FILE -Pdf FILE -Result FILE -Started FILE     lay one document out
# word.ps1 -Stop PID                                             end the Word that -Started names
# ASCII only: Windows PowerShell 5.1 reads a script without a mark as ANSI.
param(
    [string]$Source, [string]$Pdf, [string]$Result, [string]$Started, [int]$Stop = 0
)
$ErrorActionPreference = 'Stop'

if ($Stop -gt 0) {
    Get-Process -Id $Stop -ErrorAction SilentlyContinue |
        Where-Object { $_.ProcessName -eq 'WINWORD' } | Stop-Process -Force
    exit 0
}

$before = @(Get-Process -Name WINWORD -ErrorAction SilentlyContinue | ForEach-Object { $_.Id })
$word = New-Object -ComObject Word.Application
$document = $null
try {
    # Word started by automation is a process of its own: its number lets us end it if it hangs.
    $own = @(Get-Process -Name WINWORD -ErrorAction SilentlyContinue |
        Where-Object { $before -notcontains $_.Id } | ForEach-Object { $_.Id })
    if ($own.Count -eq 1) { [IO.File]::WriteAllText($Started, [string]$own[0]) }
    $word.Visible = $false
    $word.DisplayAlerts = 0            # wdAlertsNone
    $word.AutomationSecurity = 3       # msoAutomationSecurityForceDisable
    $word.Options.UpdateLinksAtOpen = $false
    $word.Options.UpdateFieldsAtPrint = $false
    $word.Options.UpdateLinksAtPrint = $false
    $word.Options.SaveNormalPrompt = $false
    # FileName, ConfirmConversions, ReadOnly, AddToRecentFiles, PasswordDocument: a wrong password
    # makes a protected file fail where an empty one would ask.
    $document = $word.Documents.Open($Source, $false, $true, $false, 'x')
    $document.Repaginate()
    $pages = $document.ComputeStatistics(2)    # wdStatisticPages
    $places = @{}
    $document.Bookmarks.ShowHidden = $true
    foreach ($mark in $document.Bookmarks) {
        $range = $mark.Range
        $range.Collapse(1)                     # wdCollapseStart
        # wdActiveEndPageNumber, wdVerticalPositionRelativeToPage; both from the page's own edge
        $top = [double]$range.Information(6) / [double]$range.PageSetup.PageHeight
        $places[$mark.Name] = @([int]$range.Information(3), $top)
    }
    $document.ExportAsFixedFormat($Pdf, 17)    # wdExportFormatPDF
    $told = @{ version = [string]$word.Version; pages = [int]$pages; places = $places }
    $json = $told | ConvertTo-Json -Depth 4 -Compress
    [IO.File]::WriteAllText($Result, $json, (New-Object Text.UTF8Encoding $false))
} finally {
    if ($document -ne $null) { $document.Close(0) }    # wdDoNotSaveChanges
    $word.Quit(0)
    [void][Runtime.InteropServices.Marshal]::ReleaseComObject($word)
}
